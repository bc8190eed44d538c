package dev.holdfast.fieldtargets;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A server on a free port of loopback that passes all on to a backend, but for what differs. */
public final class FieldRelay implements AutoCloseable {

  static final int LONGEST_BODY = 1 << 20;
  private static final long GRACE_SECONDS = 10;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, Integer> upgrades = new ConcurrentHashMap<>();
  private final URI backend;
  private final FieldTarget target;
  private final Channel listening;

  private FieldRelay(URI backend, FieldTarget target) throws InterruptedException {
    this.backend = backend;
    this.target = target;
    this.listening =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    client
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(LONGEST_BODY))
                        .addLast(new RelayedRequests(FieldRelay.this));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  /**
   * Starts one.
   *
   * @param backend where the sound one serves, such as {@code ws://127.0.0.1:8080/ws}
   */
  public static FieldRelay start(String backend, FieldTarget target) throws InterruptedException {
    return new FieldRelay(URI.create(backend), target);
  }

  /** Where it serves. */
  public String url() {
    InetSocketAddress bound = (InetSocketAddress) listening.localAddress();
    return "ws://127.0.0.1:" + bound.getPort() + backend.getRawPath();
  }

  FieldTarget target() {
    return target;
  }

  InetSocketAddress backend() {
    return new InetSocketAddress(backend.getHost(), backend.getPort());
  }

  /** Counts an upgrade of that token. */
  Upgrade upgrade(HttpHeaders headers, String token) {
    return new Upgrade(headers, upgrades.merge(token, 1, Integer::sum));
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, GRACE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
