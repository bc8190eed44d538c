package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.LongAdder;

/** The last stage of a lane: writes to a socket. */
public final class Sink extends Stage {

  private final Channel channel;
  private final LongAdder sent;
  private final Runnable ended;

  /**
   * Into that channel.
   *
   * @param sent counts the bytes
   * @param ended is told of the end once all bytes before it have been written
   */
  public Sink(Channel channel, LongAdder sent, Runnable ended) {
    this.channel = channel;
    this.sent = sent;
    this.ended = ended;
  }

  @Override
  public void data(ByteBuf bytes) {
    sent.add(bytes.readableBytes());
    var unused = channel.writeAndFlush(bytes);
  }

  @Override
  public void end() {
    var unused = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> ended.run());
  }
}
