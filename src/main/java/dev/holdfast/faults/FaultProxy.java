package dev.holdfast.faults;

import dev.holdfast.faults.stages.Toxic;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * A proxy in front of one target, for simulations: each user connects to {@link #url()} and names
 * itself in a header of its upgrade request; {@link #on} then does to that user's connection what
 * networks do. Nothing is altered while no fault is on. Safe for use by many threads; what is asked
 * of {@link #on} does not wait, all else may and must not be called on an event loop.
 */
public final class FaultProxy implements AutoCloseable {

  private final Loops loops;
  private final Relay relay;
  private final String path;

  private FaultProxy(Loops loops, Relay relay, String path) {
    this.loops = loops;
    this.relay = relay;
    this.path = path;
  }

  /**
   * Listens, and leads to the target.
   *
   * @param target {@code ws://host:port/path}, {@code wss://…} (TLS from the proxy on), or {@code
   *     host:port}
   * @throws IllegalArgumentException if the target is none of these
   * @throws IllegalStateException if it cannot listen
   */
  public static FaultProxy start(String target, ProxySettings settings) {
    Upstream upstream = Upstream.parse(target);
    Loops loops = new Loops("holdfast-proxy", settings.eventLoops());
    try {
      Relay relay = new Relay("target", settings, target, loops);
      relay.enable();
      return new FaultProxy(loops, relay, upstream.path());
    } catch (RuntimeException e) {
      loops.close();
      throw e;
    }
  }

  /** Where clients connect to: {@code ws}, this proxy's address, the target's path. */
  public URI url() {
    InetSocketAddress at = relay.listen();
    String host = at.getAddress().isAnyLocalAddress() ? "127.0.0.1" : at.getHostString();
    String authority = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("ws://" + authority + ":" + at.getPort() + path);
  }

  /** The port it listens on. */
  public int port() {
    return relay.listen().getPort();
  }

  /** The handle for one user's connections; the user need not be connected yet. */
  public UserFaults on(String userKey) {
    return new UserFaults(relay.users(), userKey);
  }

  /**
   * Puts a toxic on all connections, those to come too.
   *
   * @throws IllegalArgumentException if there is one of its name
   */
  public void add(Toxic toxic) {
    if (!relay.add(toxic)) {
      throw new IllegalArgumentException("name of a toxic must be new, got: " + toxic.name());
    }
  }

  /**
   * Takes a toxic off.
   *
   * @return whether there was one of that name
   */
  public boolean remove(String toxicName) {
    return relay.remove(toxicName);
  }

  /** How many connections are open through it, on either side. */
  public int connections() {
    return relay.connections();
  }

  /** How often each fault has taken effect. */
  public Map<Fault, Long> faults() {
    Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      counts.put(fault, relay.traffic().faults(fault).sum());
    }
    return counts;
  }

  /** Closes all connections, the port and the threads. */
  @Override
  public void close() {
    relay.close();
    loops.close();
  }
}
