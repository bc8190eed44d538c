package dev.holdfast.faults;

import dev.holdfast.faults.stages.Closing;
import dev.holdfast.faults.stages.Toxic;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Joins each client that arrives to a connection of its own to the target. */
final class Arrivals extends ChannelInitializer<SocketChannel> implements Link.Owner {

  private final Upstream upstream;
  private final ProxySettings settings;
  private final @Nullable SslContext tls;
  private final Users users;
  private final TrafficCounts traffic;
  private final Supplier<List<Toxic>> toxics;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicLong number = new AtomicLong();

  Arrivals(
      Upstream upstream,
      ProxySettings settings,
      Users users,
      TrafficCounts traffic,
      Supplier<List<Toxic>> toxics) {
    this.upstream = upstream;
    this.settings = settings;
    this.tls = upstream.tls() ? settings.trust().context() : null;
    this.users = users;
    this.traffic = traffic;
    this.toxics = toxics;
  }

  @Override
  public boolean isSharable() {
    return true;
  }

  Set<Link> links() {
    return links;
  }

  /** All sockets, also those that are not joined yet. */
  ChannelGroup channels() {
    return channels;
  }

  @Override
  protected void initChannel(SocketChannel client) {
    channels.add(client);
    var unused =
        new Bootstrap()
            .group(client.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            // TLS has no half-closed state.
            .option(ChannelOption.ALLOW_HALF_CLOSURE, tls == null)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel server) {
                    channels.add(server);
                    SslContext context = tls;
                    if (context != null) {
                      server
                          .pipeline()
                          .addLast(
                              context.newHandler(server.alloc(), upstream.host(), upstream.port()));
                    }
                  }
                })
            .connect(upstream.host(), upstream.port())
            .addListener(
                (io.netty.channel.ChannelFuture connected) -> {
                  if (connected.isSuccess()) {
                    join(client, connected.channel());
                  } else {
                    // As near as a proxy comes to a refused connection.
                    Closing.reset(client);
                  }
                });
  }

  @Override
  public List<Injection> arrived(String user, Link link) {
    return users.arrived(user, link);
  }

  @Override
  public void left(@Nullable String user, Link link) {
    if (user != null) {
      users.left(user, link);
    }
    links.remove(link);
  }

  private void join(Channel client, Channel server) {
    LinkContext context =
        new LinkContext(
            settings.userHeader(),
            traffic,
            settings.listener(),
            System::nanoTime,
            new SplittableRandom(settings.seed() + number.getAndIncrement()));
    Link link = new Link(context, this, client, server);
    links.add(link);
    link.start(toxics.get());
  }
}
