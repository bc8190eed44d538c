package dev.holdfast.fieldtargets;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The HTTP requests of one client: each is passed on by a connection of its own, or refused. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails ends by itself
final class RelayedRequests extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final FieldRelay relay;

  RelayedRequests(FieldRelay relay) {
    this.relay = relay;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    boolean upgrades =
        request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    if (!upgrades) {
      String body = request.content().toString(StandardCharsets.UTF_8);
      Optional<Refusal> refused = relay.target().refuses(request.uri(), body);
      if (refused.isPresent()) {
        context.writeAndFlush(response(refused.get())).addListener(ChannelFutureListener.CLOSE);
      } else {
        pass(context.channel(), request.retain(), Duration.ZERO);
      }
      return;
    }
    String token = String.valueOf(request.headers().get(HttpHeaderNames.AUTHORIZATION));
    Upgrade upgrade = relay.upgrade(request.headers().copy(), token);
    Optional<Refusal> refusal = relay.target().refuses(upgrade);
    if (refusal.isPresent()) {
      context.writeAndFlush(response(refusal.get())).addListener(ChannelFutureListener.CLOSE);
    } else {
      pass(context.channel(), request.retain(), relay.target().delay(upgrade));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  private void pass(Channel client, FullHttpRequest request, Duration delay) {
    new Bootstrap()
        .group(client.eventLoop())
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel backend) {
                backend
                    .pipeline()
                    .addLast(new HttpClientCodec())
                    .addLast(new HttpObjectAggregator(FieldRelay.LONGEST_BODY))
                    .addLast(new Answer(client, delay));
              }
            })
        .connect(relay.backend())
        .addListener(
            (ChannelFutureListener)
                connected -> {
                  if (connected.isSuccess()) {
                    connected.channel().writeAndFlush(request);
                  } else {
                    request.release();
                    client.close();
                  }
                });
  }

  private static FullHttpResponse response(Refusal refusal) {
    byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(refusal.status()),
            Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    refusal.headers().forEach(response.headers()::set);
    return response;
  }

  /** The backend's answer to one request; after an upgrade, both speak in frames. */
  private final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {

    private final Channel client;
    private final Duration delay;

    Answer(Channel client, Duration delay) {
      this.client = client;
      this.delay = delay;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      client.writeAndFlush(response.retain());
      if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
        RelayedFrames.join(client, context.channel(), relay.target(), delay);
        client.pipeline().remove(RelayedRequests.class);
        client.pipeline().remove(HttpObjectAggregator.class);
        client.pipeline().remove(HttpServerCodec.class);
        context.pipeline().remove(this);
        context.pipeline().remove(HttpObjectAggregator.class);
        context.pipeline().remove(HttpClientCodec.class);
      } else {
        context.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      client.close();
      context.close();
    }
  }
}
