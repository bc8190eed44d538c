package dev.holdfast.capacity;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final double WORST = 99;

  /** The same of injectors that are all on one machine. */
  public static IntervalReport together(List<IntervalReport> all) {
    return together(all, Collections.nCopies(all.size(), ""));
  }

  /**
   * What several injectors did in the same span, as if one had done it: counts and times are added
   * exactly, and of what cannot be added the worst counts: the latest injector, the busiest
   * machine.
   *
   * @param all at least one, all of one level
   * @param nodes the machine of each
   * @throws IllegalArgumentException if there is none, or they are of several levels
   */
  public static IntervalReport together(List<IntervalReport> all, List<String> nodes) {
    if (all.stream().mapToInt(span -> span.cut().level()).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "spans must be at least one, and of one level, got: "
              + all.stream().map(span -> span.cut().level()).toList());
    }
    Histogram lag = all.get(0).lagMicros();
    Histogram waiting = new Histogram(3);
    Map<String, Double> busy = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      IntervalReport span = all.get(i);
      busy.merge(nodes.get(i), span.cpuShare(), Double::sum);
      boolean later =
          span.lagMicros().getValueAtPercentile(WORST) > lag.getValueAtPercentile(WORST);
      lag = later ? span.lagMicros() : lag;
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
        Math.min(1, busy.values().stream().mapToDouble(Double::doubleValue).max().orElse(0)),
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
