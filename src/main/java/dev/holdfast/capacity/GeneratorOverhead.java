package dev.holdfast.capacity;

import org.HdrHistogram.Histogram;

/**
 * What a level cost the generator over its settled window.
 *
 * <p>Not for use from several threads.
 */
public final class GeneratorOverhead {

  private static final double MICROS_A_MILLI = 1_000;

  /** An hour: later than anything that is measured. */
  private static final double BEYOND_TELLING_MILLIS = 3_600_000;

  private final double warmUp;
  private final Histogram lag = new Histogram(3);
  private double seconds;
  private double cpuTime;
  private double filesShare;
  private long planned;
  private long begun;
  private long inTime;
  private boolean busy;

  /** For levels that are held so. */
  public GeneratorOverhead(LevelPlan plan) {
    this.warmUp = plan.warmUpSeconds();
  }

  /** Takes in a span; one that began before the end of the warm-up is left out. */
  public void take(IntervalReport span) {
    LevelTick tick = span.cut().tick();
    if (tick.fromSeconds() < warmUp) {
      return;
    }
    seconds += tick.seconds();
    cpuTime += span.cpuShare() * tick.seconds();
    filesShare = Math.max(filesShare, span.openFilesShare());
    lag.add(span.lagMicros());
    planned += tick.planned();
    begun += tick.begun();
    inTime += span.cut().inTime();
    busy |= span.cut().waitingMicros().getTotalCount() > 0;
  }

  /**
   * The overhead. A generator that began nothing of what was planned did not generate, unless all
   * that it had begun before was still waiting for the target; one whose timers nobody saw run ran
   * late beyond telling.
   */
  public GeneratorUse use() {
    double achieved = begun == 0 ? (planned == 0 || busy ? 1 : 0) : (double) inTime / begun;
    double lagMillis =
        lag.getTotalCount() == 0
            ? BEYOND_TELLING_MILLIS
            : lag.getValueAtPercentile(99) / MICROS_A_MILLI;
    return new GeneratorUse(seconds == 0 ? 0 : cpuTime / seconds, lagMillis, achieved, filesShare);
  }
}
