package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Cuts bytes into small pieces, with a pause between them. */
public final class Slicer extends Paced {

  private final long average;
  private final long variation;
  private final long pause;
  private final RandomGenerator random;

  /** Sizes in bytes (average above 0, variation below it), the pause in microseconds. */
  public Slicer(
      Lane lane,
      LongSupplier nanoTime,
      RandomGenerator random,
      long average,
      long variation,
      long pause) {
    super(lane, nanoTime);
    this.average = average;
    this.variation = variation;
    this.pause = TimeUnit.MICROSECONDS.toNanos(pause);
    this.random = random;
  }

  @Override
  public void data(ByteBuf bytes) {
    for (long size = size(); bytes.readableBytes() > size; size = size()) {
      after(pause, bytes.readRetainedSlice((int) size));
    }
    after(pause, bytes);
  }

  private long size() {
    return average + (variation == 0 ? 0 : random.nextLong(-variation, variation + 1));
  }
}
