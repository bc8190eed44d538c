package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets bytes pass at a limited rate, in pieces of at most 100 ms. */
public final class Bandwidth extends Paced {

  private final double bytesPerSecond;
  private final int piece;

  /** Bytes per second, above 0. */
  public Bandwidth(Lane lane, LongSupplier nanoTime, double bytesPerSecond) {
    super(lane, nanoTime);
    this.bytesPerSecond = bytesPerSecond;
    this.piece = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytesPerSecond / 10));
  }

  @Override
  public void data(ByteBuf bytes) {
    while (bytes.readableBytes() > piece) {
      after(nanosFor(piece), bytes.readRetainedSlice(piece));
    }
    after(nanosFor(bytes.readableBytes()), bytes);
  }

  private long nanosFor(int length) {
    return (long) (length / bytesPerSecond * TimeUnit.SECONDS.toNanos(1));
  }
}
