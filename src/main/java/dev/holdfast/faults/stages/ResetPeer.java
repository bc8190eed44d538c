package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Drops bytes, and resets both sides some time after the first of them. */
public final class ResetPeer extends Stage {

  private final Lane lane;
  private final long delayMillis;
  private final Runnable reset;
  private boolean started;

  public ResetPeer(Lane lane, long delayMillis, Runnable reset) {
    this.lane = lane;
    this.delayMillis = delayMillis;
    this.reset = reset;
  }

  @Override
  public void data(ByteBuf bytes) {
    bytes.release();
    end();
  }

  @Override
  public void end() {
    if (!started) {
      started = true;
      lane.later(TimeUnit.MILLISECONDS.toNanos(delayMillis), reset);
    }
  }
}
