package dev.holdfast.faults;

import dev.holdfast.faults.stages.Direction;
import io.netty.buffer.ByteBuf;

/** Is told what happens to the sockets of a connection; each direction is that of its bytes. */
interface SocketEvents {

  /** Bytes came, to be released by the receiver. */
  void received(Direction from, ByteBuf bytes);

  /** The peer sends nothing more. */
  void inputEnded(Direction from);

  /** The socket is closed. */
  void closed(Direction from);

  /** The socket broke. */
  void failed(Direction from);

  /** The socket can take more, or no more. */
  void writabilityChanged(Direction from);
}
