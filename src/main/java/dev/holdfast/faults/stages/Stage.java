package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One step on the way of bytes through a {@link Lane}. Lives on its connection's event loop, and
 * owns each buffer it is given until it hands it on.
 */
public abstract class Stage {

  private @Nullable Stage next;

  /** Takes bytes that arrive. */
  public abstract void data(ByteBuf bytes);

  /** Takes the end of the stream. */
  public void end() {
    passEnd();
  }

  /** The stage leaves a lane that goes on: hands on all that it holds. */
  void release() {}

  /** Another stage of its kind takes its place. */
  void replaced() {
    release();
  }

  /** The connection is over: frees all that it holds. */
  public void discard() {}

  public final Stage next() {
    Stage after = next;
    if (after == null) {
      throw new IllegalStateException("a stage must be in a lane before it is used");
    }
    return after;
  }

  public final void next(Stage after) {
    next = after;
  }

  public final void pass(ByteBuf bytes) {
    next().data(bytes);
  }

  public final void passEnd() {
    next().end();
  }
}
