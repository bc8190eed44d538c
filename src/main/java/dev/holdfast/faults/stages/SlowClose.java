package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Delays the end of the stream. */
public final class SlowClose extends Stage {

  private final Lane lane;
  private final long delayMillis;
  private boolean waiting;

  public SlowClose(Lane lane, long delayMillis) {
    this.lane = lane;
    this.delayMillis = delayMillis;
  }

  @Override
  public void data(ByteBuf bytes) {
    pass(bytes);
  }

  @Override
  public void end() {
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
