package dev.holdfast.faults.stages;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/** The ways to end a socket. */
public final class Closing {

  /** How long a peer may take to answer a FIN with its own before the socket is closed. */
  private static final long LINGER_SECONDS = 2;

  private Closing() {}

  /** FIN; bytes that the peer still sends are taken, for a close with unread bytes sends RST. */
  public static void finish(Channel channel) {
    if (!(channel instanceof DuplexChannel duplex)
        || channel.pipeline().get(SslHandler.class) != null) {
      var unused = channel.close();
      return;
    }
    if (duplex.isInputShutdown() || !channel.isActive()) {
      var unused = channel.close();
      return;
    }
    channel.config().setAutoRead(true);
    var unusedShut = duplex.shutdownOutput();
    var unused =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  var unusedClose = channel.close();
                },
                LINGER_SECONDS,
                TimeUnit.SECONDS);
  }

  /** FIN in one direction only; TLS knows no such thing and is closed. */
  public static void finishOutput(Channel channel) {
    if (channel instanceof DuplexChannel duplex
        && channel.pipeline().get(SslHandler.class) == null) {
      var unused = duplex.shutdownOutput();
    } else {
      var unused = channel.close();
    }
  }

  /** RST, at once and also under TLS. */
  public static void reset(Channel channel) {
    if (!channel.isOpen()) {
      return;
    }
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    ChannelHandlerContext first = channel.pipeline().firstContext();
    // From the first context on, the close goes past TLS, which would say goodbye.
    var unused = first == null ? channel.close() : first.close();
  }

  public static void end(Channel channel, Ending ending) {
    switch (ending) {
      case FIN -> finish(channel);
      case RST -> reset(channel);
      case SILENCE -> {}
    }
  }
}
