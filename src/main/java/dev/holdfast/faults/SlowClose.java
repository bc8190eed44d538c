package dev.holdfast.faults;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Delays the end of the stream. */
final class SlowClose extends Stage {

  private final Lane lane;
  private final long delayMillis;
  private boolean waiting;

  SlowClose(Lane lane, long delayMillis) {
    this.lane = lane;
    this.delayMillis = delayMillis;
  }

  @Override
  void data(ByteBuf bytes) {
    pass(bytes);
  }

  @Override
  void end() {
    waiting = true;
    lane.later(TimeUnit.MILLISECONDS.toNanos(delayMillis), this::release);
  }

  @Override
  void release() {
    if (waiting) {
      waiting = false;
      passEnd();
    }
  }
}
