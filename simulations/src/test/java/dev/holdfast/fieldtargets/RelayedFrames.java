package dev.holdfast.fieldtargets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/** The frames of one direction of an open WebSocket. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails ends by itself
final class RelayedFrames extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final int LARGEST = 1 << 26;

  /** Passes numbers on as they were written. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Channel to;
  private final Words words;
  private final int reserved;
  private final IntUnaryOperator codes;
  private final long notBefore;

  /** What becomes of a text. */
  private interface Words {
    Optional<String> of(String text) throws JsonProcessingException;
  }

  private RelayedFrames(
      Channel to, Words words, int reserved, IntUnaryOperator codes, Duration delay) {
    this.reserved = reserved;
    this.to = to;
    this.words = words;
    this.codes = codes;
    this.notBefore = System.nanoTime() + delay.toNanos();
  }

  /** Both directions; the handlers of the handshake are still to be removed. */
  static void join(Channel client, Channel backend, FieldTarget target, Duration delay) {
    Words up = text -> target.hears(text) ? Optional.of(text) : Optional.empty();
    Words down = text -> target.says((ObjectNode) JSON.readTree(text)).map(ObjectNode::toString);
    speakFrames(client, true, new RelayedFrames(backend, up, 0, code -> code, Duration.ZERO));
    speakFrames(
        backend,
        false,
        new RelayedFrames(client, down, target.reservedBits(), target::closesWith, delay));
  }

  private static void speakFrames(Channel channel, boolean fromClient, RelayedFrames relayed) {
    channel
        .pipeline()
        .addLast(new WebSocket13FrameEncoder(!fromClient))
        .addLast(new WebSocket13FrameDecoder(fromClient, false, LARGEST))
        .addLast(new WebSocketFrameAggregator(LARGEST))
        .addLast(relayed);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame)
      throws JsonProcessingException {
    if (frame instanceof TextWebSocketFrame text) {
      words
          .of(text.text())
          .map(told -> new TextWebSocketFrame(true, reserved, told))
          .ifPresent(said -> soon(context, () -> to.writeAndFlush(said)));
    } else if (frame instanceof CloseWebSocketFrame close && close.statusCode() > 0) {
      int code = codes.applyAsInt(close.statusCode());
      String reason = close.reasonText();
      soon(context, () -> to.writeAndFlush(new CloseWebSocketFrame(code, reason)));
    } else {
      WebSocketFrame kept = frame.retain();
      soon(context, () -> to.writeAndFlush(kept));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    soon(context, to::close);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    to.close();
    context.close();
  }

  /** Always by the loop's schedule, which keeps what is due at one instant in its order. */
  private void soon(ChannelHandlerContext context, Runnable deed) {
    long delay = Math.max(0, notBefore - System.nanoTime());
    context.executor().schedule(deed, delay, TimeUnit.NANOSECONDS);
  }
}
