package dev.holdfast.faults;

import dev.holdfast.faults.stages.Direction;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** Tells a link what happens to the socket of one of its sides. */
final class PipeHandler extends ChannelInboundHandlerAdapter {

  private final SocketEvents events;
  private final Direction from;

  /** For the socket where bytes of that direction come from. */
  PipeHandler(SocketEvents events, Direction from) {
    this.events = events;
    this.from = from;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    events.received(from, (ByteBuf) message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      events.inputEnded(from);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    events.closed(from);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    events.writabilityChanged(from);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    events.failed(from);
  }
}
