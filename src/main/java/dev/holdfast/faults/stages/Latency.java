package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Delays bytes by a latency, give or take a jitter; their order stays. */
public final class Latency extends Paced {

  private final long latency;
  private final long jitter;
  private final RandomGenerator random;

  /** Latency and jitter in milliseconds, not negative. */
  public Latency(
      Lane lane, LongSupplier nanoTime, RandomGenerator random, long latency, long jitter) {
    super(lane, nanoTime);
    this.latency = TimeUnit.MILLISECONDS.toNanos(latency);
    this.jitter = TimeUnit.MILLISECONDS.toNanos(jitter);
    this.random = random;
  }

  @Override
  public void data(ByteBuf bytes) {
    long spread = jitter == 0 ? 0 : random.nextLong(-jitter, jitter + 1);
    in(Math.max(0, latency + spread), bytes);
  }
}
