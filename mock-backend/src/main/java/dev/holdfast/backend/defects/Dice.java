package dev.holdfast.backend.defects;

import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * Decides whom a defect hits: a hash of seed, defect, user and occasion, so that the same run picks
 * the same ones whatever the order in which they come.
 */
final class Dice {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final double UNIT = 0x1.0p-53;

  private final DefectPlan plan;
  private final LongSupplier nanoTime;
  private final long startNanos;

  /**
   * Dice of a backend that starts now.
   *
   * @param nanoTime monotonic clock, in nanoseconds
   */
  Dice(DefectPlan plan, LongSupplier nanoTime) {
    this.plan = plan;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  /** The monotonic clock, in nanoseconds. */
  long nanos() {
    return nanoTime.getAsLong();
  }

  /** Whether the defect hits this user on this occasion. */
  boolean hits(Defect defect, String userId, String occasion) {
    double rate = plan.rate(defect);
    return rate > 0
        && nanoTime.getAsLong() - startNanos >= plan.from(defect).toNanos()
        && (hash(defect, userId, occasion) >>> 11) * UNIT < rate;
  }

  /** One of so many, for this defect, user and occasion. */
  int pick(Defect defect, String userId, String occasion, int bound) {
    return (int) Long.remainderUnsigned(mixed(hash(defect, userId, occasion)), bound);
  }

  private long hash(Defect defect, String userId, String occasion) {
    long hash = FNV_OFFSET ^ mixed(plan.seed());
    for (byte b :
        (defect.id() + '\n' + userId + '\n' + occasion).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * FNV_PRIME;
    }
    return mixed(hash);
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): every bit counts. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
