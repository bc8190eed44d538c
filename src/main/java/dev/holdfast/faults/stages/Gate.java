package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/** Lets bytes pass, keeps them for later, or drops them. */
public final class Gate extends Stage {

  /** What the gate does with what arrives. */
  public enum Mode {
    PASS,
    /** Keeps bytes and the end until it passes again. */
    HOLD,
    /** Drops bytes and the end. */
    SWALLOW
  }

  private final IntConsumer hold;
  private final Deque<ByteBuf> held = new ArrayDeque<>();
  private Mode mode = Mode.PASS;
  private boolean endHeld;

  /**
   * One that lets pass.
   *
   * @param hold is told how many bytes more (or, negative, fewer) are kept
   */
  Gate(IntConsumer hold) {
    this.hold = hold;
  }

  public Mode mode() {
    return mode;
  }

  public void mode(Mode next) {
    mode = next;
    if (next == Mode.PASS) {
      release();
    } else if (next == Mode.SWALLOW) {
      discard();
    }
  }

  @Override
  public void data(ByteBuf bytes) {
    switch (mode) {
      case PASS -> pass(bytes);
      case HOLD -> {
        held.add(bytes);
        hold.accept(bytes.readableBytes());
      }
      case SWALLOW -> bytes.release();
    }
  }

  @Override
  public void end() {
    switch (mode) {
      case PASS -> passEnd();
      case HOLD -> endHeld = true;
      case SWALLOW -> {}
    }
  }

  @Override
  void release() {
    for (ByteBuf bytes = held.poll(); bytes != null; bytes = held.poll()) {
      hold.accept(-bytes.readableBytes());
      pass(bytes);
    }
    if (endHeld) {
      endHeld = false;
      passEnd();
    }
  }

  @Override
  public void discard() {
    for (ByteBuf bytes = held.poll(); bytes != null; bytes = held.poll()) {
      hold.accept(-bytes.readableBytes());
      bytes.release();
    }
    endHeld = false;
  }
}
