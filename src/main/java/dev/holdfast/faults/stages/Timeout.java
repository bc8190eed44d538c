package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Drops all bytes; closes the connection after a time, or when it is removed. */
public final class Timeout extends Stage {

  private final Runnable close;
  private boolean current = true;

  /** After that many milliseconds; 0: only when removed. */
  public Timeout(Lane lane, long timeoutMillis, Runnable close) {
    this.close = close;
    if (timeoutMillis > 0) {
      lane.later(TimeUnit.MILLISECONDS.toNanos(timeoutMillis), this::expire);
    }
  }

  @Override
  public void data(ByteBuf bytes) {
    bytes.release();
  }

  @Override
  public void end() {}

  @Override
  void release() {
    // What was dropped is missing: a stream that went on would be another one.
    close.run();
  }

  @Override
  void replaced() {
    current = false;
  }

  private void expire() {
    if (current) {
      close.run();
    }
  }
}
