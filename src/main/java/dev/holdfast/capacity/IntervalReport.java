package dev.holdfast.capacity;

import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * What one injector did in a short span, and how hard that was for it.
 *
 * @param cut what it counted
 * @param cpuShare share of the machine's processors that it used, 0 to 1
 * @param openFilesShare open files over those that may be open, 0 to 1
 * @param lagMicros how late its timers ran
 */
public record IntervalReport(
    LevelMeter.Cut cut, double cpuShare, double openFilesShare, Histogram lagMicros) {

  /**
   * What several injectors of one machine did in the same span, as if one had done it: counts and
   * times are added exactly, and of what cannot be added the worst counts.
   *
   * @param all at least one, all of one level
   * @throws IllegalArgumentException if there is none, or they are of several levels
   */
  public static IntervalReport together(List<IntervalReport> all) {
    if (all.stream().mapToInt(span -> span.cut().level()).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "spans must be at least one, and of one level, got: "
              + all.stream().map(span -> span.cut().level()).toList());
    }
    Histogram lag = new Histogram(3);
    Histogram waiting = new Histogram(3);
    for (IntervalReport span : all) {
      lag.add(span.lagMicros());
      waiting.add(span.cut().waitingMicros());
    }
    return new IntervalReport(
        new LevelMeter.Cut(
            all.get(0).cut().level(),
            sum(all.stream().map(span -> span.cut().tick()).toList()),
            total(all, span -> span.cut().inTime()),
            waiting,
            (int) total(all, span -> span.cut().busy()),
            (int) total(all, span -> span.cut().open())),
        // The processors are those of one machine.
        Math.min(1, all.stream().mapToDouble(IntervalReport::cpuShare).sum()),
        all.stream().mapToDouble(IntervalReport::openFilesShare).max().orElse(0),
        lag);
  }

  /** Injectors cut their spans at their own instants: the sum lies in their middle. */
  private static LevelTick sum(List<LevelTick> ticks) {
    Histogram micros = new Histogram(3);
    ticks.forEach(tick -> micros.add(tick.responseMicros()));
    long begun = total(ticks, LevelTick::begun);
    double pauses = ticks.stream().mapToDouble(tick -> tick.pauseMillis() * tick.begun()).sum();
    return new LevelTick(
        ticks.stream().mapToDouble(LevelTick::fromSeconds).average().orElse(0),
        ticks.stream().mapToDouble(LevelTick::toSeconds).average().orElse(0),
        total(ticks, LevelTick::planned),
        begun,
        total(ticks, LevelTick::failed),
        micros,
        begun == 0 ? 0 : pauses / begun,
        ticks.stream().mapToDouble(LevelTick::concurrency).sum(),
        ticks.stream().mapToDouble(LevelTick::sessions).sum(),
        total(ticks, LevelTick::reconnections),
        total(ticks, LevelTick::turns));
  }

  private static <T> long total(List<T> all, ToLongFunction<T> figure) {
    return all.stream().mapToLong(figure).sum();
  }
}
