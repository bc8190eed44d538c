package dev.holdfast.faults;

import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Ending;
import dev.holdfast.faults.stages.Lane;
import io.netty.channel.Channel;

/**
 * One connection through the proxy as toxics and faults see it: the sockets of its two sides, and a
 * lane each way. Used on its event loop only.
 */
interface ProxiedConnection {

  /** What it needs of its proxy. */
  LinkContext context();

  /** The way of the bytes of that direction. */
  Lane lane(Direction direction);

  /** The frames that pass in that direction. */
  FrameCutter frames(Direction direction);

  /** The socket where bytes of that direction come from. */
  Channel source(Direction direction);

  /** Nanoseconds of the last byte seen, either way. */
  long lastByte();

  /** Whether both sockets have been ended. */
  boolean isOver();

  /** A fault takes effect on the wire now. */
  void tookEffect(Fault fault);

  /** Ends both sockets; what lanes hold is dropped. */
  void end(Ending ending);

  /** The next end that a lane delivers is one of the whole connection. */
  void endAllAtEnd(Ending ending);
}
