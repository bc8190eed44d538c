package dev.holdfast.faults;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Cuts bytes into small pieces, with a pause between them. */
final class Slicer extends Paced {

  private final long average;
  private final long variation;
  private final long pause;
  private final RandomGenerator random;

  /** Sizes in bytes (average above 0, variation below it), the pause in microseconds. */
  Slicer(
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
  void data(ByteBuf bytes) {
    for (long size = size(); bytes.readableBytes() > size; size = size()) {
      after(pause, bytes.readRetainedSlice((int) size));
    }
    after(pause, bytes);
  }

  private long size() {
    return average + (variation == 0 ? 0 : random.nextLong(-variation, variation + 1));
  }
}
