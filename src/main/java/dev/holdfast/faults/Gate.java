package dev.holdfast.faults;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lets bytes pass, keeps them for later, or drops them. */
final class Gate extends Stage {

  /** What the gate does with what arrives. */
  enum Mode {
    PASS,
    /** Keeps bytes and the end until it passes again. */
    HOLD,
    /** Drops bytes and the end. */
    SWALLOW
  }

  private final Lane lane;
  private final Deque<ByteBuf> held = new ArrayDeque<>();
  private Mode mode = Mode.PASS;
  private boolean endHeld;

  Gate(Lane lane) {
    this.lane = lane;
  }

  Mode mode() {
    return mode;
  }

  void mode(Mode next) {
    mode = next;
    if (next == Mode.PASS) {
      release();
    } else if (next == Mode.SWALLOW) {
      discard();
    }
  }

  @Override
  void data(ByteBuf bytes) {
    switch (mode) {
      case PASS -> pass(bytes);
      case HOLD -> {
        held.add(bytes);
        lane.hold(bytes.readableBytes());
      }
      case SWALLOW -> bytes.release();
    }
  }

  @Override
  void end() {
    switch (mode) {
      case PASS -> passEnd();
      case HOLD -> endHeld = true;
      case SWALLOW -> {}
    }
  }

  @Override
  void release() {
    for (ByteBuf bytes = held.poll(); bytes != null; bytes = held.poll()) {
      lane.hold(-bytes.readableBytes());
      pass(bytes);
    }
    if (endHeld) {
      endHeld = false;
      passEnd();
    }
  }

  @Override
  void discard() {
    for (ByteBuf bytes = held.poll(); bytes != null; bytes = held.poll()) {
      lane.hold(-bytes.readableBytes());
      bytes.release();
    }
    endHeld = false;
  }
}
