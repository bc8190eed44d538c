package dev.holdfast.faults;

import dev.holdfast.faults.stages.Toxic;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One named proxy: an address it listens on, a target, toxics, and whether it is enabled. Its
 * methods wait for the network: never call them on an event loop.
 */
public final class Relay implements AutoCloseable {

  /** Pending connections; a storm of thousands must not be refused by the proxy itself. */
  private static final int BACKLOG = 8192;

  /** As many as there can be connections from one address to one port, three times over. */
  private static final int MOST_PLANNED = 200_000;

  private final String name;
  private final ProxySettings settings;
  private final Loops loops;
  private final Users users = new Users(MOST_PLANNED);
  private final TrafficCounts traffic = new TrafficCounts();
  private volatile List<Toxic> toxics = List.of();
  private volatile Arrivals arrivals;
  private volatile InetSocketAddress listen;
  private volatile String target;
  private volatile @Nullable Channel listener;

  /** Not enabled yet. */
  public Relay(String name, ProxySettings settings, String target, Loops loops) {
    this.name = name;
    this.settings = settings;
    this.loops = loops;
    this.target = target;
    this.listen = new InetSocketAddress(settings.host(), settings.port());
    this.arrivals = arrivals(target);
  }

  private Arrivals arrivals(String upstream) {
    return new Arrivals(Upstream.parse(upstream), settings, users, traffic, () -> toxics);
  }

  public String name() {
    return name;
  }

  public String target() {
    return target;
  }

  /** Where it listens; once it was enabled, the port is the real one. */
  public InetSocketAddress listen() {
    return listen;
  }

  public boolean isEnabled() {
    return listener != null;
  }

  public Users users() {
    return users;
  }

  public TrafficCounts traffic() {
    return traffic;
  }

  public int connections() {
    return arrivals.links().size();
  }

  public synchronized void enable() {
    if (isEnabled()) {
      return;
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new ToPresentTarget())
            .bind(listen);
    Loops.await(bound, "listening on " + listen);
    listen = (InetSocketAddress) bound.channel().localAddress();
    listener = bound.channel();
  }

  /** Refuses connections and closes those there are: the toxic "down". */
  public synchronized void disable() {
    Channel open = listener;
    if (open != null) {
      listener = null;
      Loops.await(open.close(), "closing the listener of " + name);
      Loops.await(arrivals.channels().close(), "closing the connections of " + name);
    }
  }

  /**
   * Leads elsewhere from now on, as Toxiproxy does it: connections are closed. Where it listens at
   * the same address it goes on listening, for the port could be taken while it is let go.
   */
  public synchronized void move(InetSocketAddress newListen, String newTarget) {
    Arrivals before = arrivals;
    boolean rebinds = isEnabled() && !newListen.equals(listen);
    if (rebinds) {
      disable();
    }
    listen = newListen;
    target = newTarget;
    arrivals = arrivals(newTarget);
    Loops.await(before.channels().close(), "closing the connections of " + name);
    if (rebinds) {
      enable();
    }
  }

  public List<Toxic> toxics() {
    return toxics;
  }

  public Optional<Toxic> toxic(String toxicName) {
    return toxics.stream().filter(each -> each.name().equals(toxicName)).findFirst();
  }

  /**
   * Puts a toxic on all connections.
   *
   * @return whether its name was free
   */
  public synchronized boolean add(Toxic toxic) {
    if (toxic(toxic.name()).isPresent()) {
      return false;
    }
    List<Toxic> more = new ArrayList<>(toxics);
    more.add(toxic);
    toxics = List.copyOf(more);
    onEachLink(link -> link.toxics().add(toxic));
    return true;
  }

  /** Changes a toxic; empty if there is none of that name. */
  public synchronized Optional<Toxic> update(String toxicName, UnaryOperator<Toxic> change) {
    Optional<Toxic> next = toxic(toxicName).map(change);
    next.ifPresent(
        changed -> {
          toxics =
              toxics.stream().map(each -> each.name().equals(toxicName) ? changed : each).toList();
          onEachLink(link -> link.toxics().update(changed));
        });
    return next;
  }

  /**
   * Takes a toxic off.
   *
   * @return whether there was one of that name
   */
  public synchronized boolean remove(String toxicName) {
    boolean there = toxic(toxicName).isPresent();
    toxics = toxics.stream().filter(each -> !each.name().equals(toxicName)).toList();
    onEachLink(link -> link.toxics().remove(toxicName));
    return there;
  }

  /** Has something done to all connections, and waits for it. */
  private void onEachLink(Consumer<Link> task) {
    List<Link> links = List.copyOf(arrivals.links());
    links.forEach(link -> link.run(() -> task.accept(link)));
    links.forEach(link -> Loops.await(link.settled(), "applying a toxic"));
  }

  @Override
  public void close() {
    disable();
  }

  /** Hands each client to whatever target the proxy has when the client comes. */
  private final class ToPresentTarget extends ChannelInitializer<Channel> {

    @Override
    protected void initChannel(Channel client) {
      client.pipeline().addLast(arrivals);
    }
  }
}
