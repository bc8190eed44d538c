package dev.holdfast.faults;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Drops bytes, and resets both sides some time after the first of them. */
final class ResetPeer extends Stage {

  private final Lane lane;
  private final long delayMillis;
  private final Runnable reset;
  private boolean started;

  ResetPeer(Lane lane, long delayMillis, Runnable reset) {
    this.lane = lane;
    this.delayMillis = delayMillis;
    this.reset = reset;
  }

  @Override
  void data(ByteBuf bytes) {
    bytes.release();
    end();
  }

  @Override
  void end() {
    if (!started) {
      started = true;
      lane.later(TimeUnit.MILLISECONDS.toNanos(delayMillis), reset);
    }
  }
}
