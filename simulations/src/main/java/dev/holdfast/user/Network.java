package dev.holdfast.user;

import dev.holdfast.faults.FaultProxy;
import dev.holdfast.faults.ProxySettings;
import dev.holdfast.faults.Trust;
import dev.holdfast.faults.UserFaults;
import dev.holdfast.faults.stages.Toxic;
import dev.holdfast.plan.reach.Target;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How clients reach a backend: straight, or through a fault proxy in this process, which can lose
 * them. Safe for many threads.
 */
public final class Network implements AutoCloseable {

  private final Target target;
  private final Map<String, Long> struck = new ConcurrentHashMap<>();
  private final Set<String> exposed = ConcurrentHashMap.newKeySet();
  private final @Nullable FaultProxy proxy;
  private final boolean exposesAll;
  private volatile @Nullable Long allStruck;

  private Network(Target target) {
    this.target = target;
    this.proxy = null;
    this.exposesAll = false;
  }

  private Network(Target target, Consumer<String> events, boolean exposesAll) {
    this.target = target;
    this.exposesAll = exposesAll;
    ProxySettings settings =
        ProxySettings.defaults()
            .trust(Trust.of(target.tls().authorities(), target.tls().identity()))
            .listener(
                (user, fault, nanoTime) -> {
                  struck.put(user, nanoTime);
                  events.accept(fault.id());
                });
    this.proxy = FaultProxy.start(target.socket().toString(), settings);
  }

  /** Straight to the target. */
  public static Network straight(Target target) {
    return new Network(target);
  }

  /**
   * Through a proxy of its own.
   *
   * @param events is told the id of each fault as it takes effect
   * @param toxics lie on all connections, always
   */
  public static Network faulty(Target target, Consumer<String> events, List<Toxic> toxics) {
    Network network = new Network(target, events, true);
    FaultProxy started = network.proxy();
    toxics.forEach(started::add);
    return network;
  }

  /**
   * Straight, but for connections of users that are exposed: these lead through a proxy. So a load
   * of which a part is to be struck does not pay for the rest.
   *
   * @param events is told the id of each fault as it takes effect
   */
  public static Network faultyInPart(Target target, Consumer<String> events) {
    return new Network(target, events, false);
  }

  /** Whether the user's next connections can be struck; without a word they cannot. */
  public void expose(String user, boolean toFaults) {
    if (toFaults) {
      exposed.add(user);
    } else {
      exposed.remove(user);
    }
  }

  /** A user that will not come again. */
  public void forget(String user) {
    exposed.remove(user);
    struck.remove(user);
  }

  /** Where the user's next socket connects to. */
  public String url(String user) {
    boolean through = exposesAll || exposed.contains(user);
    return (proxy != null && through ? proxy.url() : target.socket()).toString();
  }

  /** Whether that leads to the target, in whatever way. */
  public boolean leadsTo(URI socket) {
    return socket.equals(target.socket()) || (proxy != null && socket.equals(proxy.url()));
  }

  /** What the target expects as {@code Host}. */
  public String host() {
    return target.socket().getRawAuthority();
  }

  /** Whether users can come from any address of this machine's loopback. */
  public boolean isReachedFromLoopback() {
    return proxy != null || target.isReachedFromLoopback();
  }

  /** What can be done to a virtual user's connections. */
  public UserFaults on(String user) {
    return proxy().on(user);
  }

  /** Something struck everybody who is connected, now. */
  public void allStruck() {
    allStruck = System.nanoTime();
  }

  /** When something last struck a virtual user's connection, if it has. */
  Optional<Long> struckAt(String user) {
    Long own = struck.get(user);
    Long shared = allStruck;
    return own == null || (shared != null && shared - own > 0)
        ? Optional.ofNullable(shared)
        : Optional.of(own);
  }

  /** Whether something has struck a virtual user's connection since then. */
  boolean struckSince(String user, long nanoTime) {
    return struckAt(user).filter(at -> at - nanoTime > 0).isPresent();
  }

  /** How many connections are open through the proxy; 0 without one. */
  public int connections() {
    return proxy == null ? 0 : proxy.connections();
  }

  @Override
  public void close() {
    if (proxy != null) {
      proxy.close();
    }
  }

  private FaultProxy proxy() {
    if (proxy == null) {
      throw new IllegalStateException("a network without a fault proxy cannot be disturbed");
    }
    return proxy;
  }
}
