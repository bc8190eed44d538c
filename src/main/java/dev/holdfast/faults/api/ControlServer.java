package dev.holdfast.faults.api;

import dev.holdfast.faults.ApiException;
import dev.holdfast.faults.Loops;
import dev.holdfast.faults.ProxySettings;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Named proxies under the HTTP interface of Toxiproxy, for {@code holdfast proxy} and for every
 * client of Toxiproxy.
 */
public final class ControlServer implements AutoCloseable {

  /** Where Toxiproxy listens, too. */
  public static final int PORT = 8474;

  private static final int LARGEST_BODY = 1 << 20;

  private final Loops loops;
  private final Relays relays;
  private final EventExecutorGroup patient =
      new DefaultEventExecutorGroup(1, new DefaultThreadFactory("holdfast-proxy-control", true));
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listener;

  private ControlServer(String host, int port, ProxySettings settings) {
    loops = new Loops("holdfast-proxy", settings.eventLoops());
    relays = new Relays(settings, loops);
    try {
      ChannelFuture bound =
          new ServerBootstrap()
              .group(loops.group())
              .channel(NioServerSocketChannel.class)
              .childHandler(http(new ApiRoutes(relays)))
              .bind(host, port);
      Loops.await(bound, "listening on " + host + ":" + port);
      listener = bound.channel();
    } catch (RuntimeException e) {
      stopThreads();
      throw e;
    }
  }

  /**
   * Listens for requests.
   *
   * @param host the address; whoever reaches it may steer the proxies, so loopback is the right one
   * @param port 0 for a free one
   * @param settings of the proxies; their own addresses come with the requests
   * @throws IllegalStateException if it cannot listen
   */
  public static ControlServer start(String host, int port, ProxySettings settings) {
    return new ControlServer(host, port, settings);
  }

  /** The port of the interface. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /**
   * Creates a proxy without the interface, as {@code POST /proxies} does.
   *
   * @param listen {@code host:port}, port 0 for a free one
   * @param upstream {@code host:port} or a URL
   * @return where it listens
   * @throws IllegalArgumentException if one makes no sense or the name is taken
   */
  public InetSocketAddress create(String name, String listen, String upstream) {
    try {
      return relays
          .create(
              ApiJson.object().put("name", name).put("listen", listen).put("upstream", upstream))
          .listen();
    } catch (ApiException e) {
      throw new IllegalArgumentException(e.getMessage() + ", got: " + name, e);
    }
  }

  /** Waits until the server is closed, which it is not of itself. */
  public void awaitClose() throws InterruptedException {
    listener.closeFuture().await();
  }

  private ChannelInitializer<SocketChannel> http(ApiRoutes routes) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        clients.add(channel);
        channel
            .pipeline()
            .addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(LARGEST_BODY),
                new ApiHandler(routes, patient));
      }
    };
  }

  @Override
  public void close() {
    Loops.await(listener.close(), "closing the control interface");
    Loops.await(clients.close(), "closing the connections of the control interface");
    relays.close();
    stopThreads();
  }

  private void stopThreads() {
    Loops.await(patient.shutdownGracefully(0, 2, TimeUnit.SECONDS), "stopping the control thread");
    loops.close();
  }
}
