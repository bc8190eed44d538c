package dev.holdfast.warmup;

import dev.holdfast.plan.WarmUpPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Whether processes are warm, by what they did in the latest stretch of time.
 *
 * <p>Warm means that what is still to come is no longer the start's doing: the compilers have
 * become quiet, and the event loops' lateness is small, or no longer falls. It does not mean fast:
 * on a machine that is busy with something else lateness settles at what that machine can do, and
 * whether that is good enough is for the run's own limits to say.
 */
final class Warmth {

  /** A lateness within this share of what the run allows does no harm, whether it falls or not. */
  private static final double SMALL = 0.5;

  /** A lateness that is less than this share of the one before still falls. */
  private static final double FALLING = 0.75;

  private static final double LATE = 99;
  private static final double MICROS_A_MILLI = 1_000;

  private final WarmUpPlan plan;
  private final double smallLagMillis;
  private final List<Stretch> stretches = new ArrayList<>();

  /**
   * What was seen in a second or so.
   *
   * @param length above 0
   * @param lagMicros how late event loops were
   * @param compiling how long compilers were at work, by process
   */
  record Stretch(Duration length, Histogram lagMicros, Map<String, Duration> compiling) {}

  /**
   * Nothing was seen yet.
   *
   * @param allowedLag what the run allows at the 99th percentile
   */
  Warmth(WarmUpPlan plan, Duration allowedLag) {
    this.plan = plan;
    this.smallLagMillis = SMALL * allowedLag.toNanos() / 1e6;
  }

  /** Another stretch of time has passed. */
  void saw(Stretch stretch) {
    stretches.add(stretch);
  }

  /** What is not warm, one phrase each; empty if everything is. */
  List<String> unsettled() {
    List<Stretch> latest = endingBefore(stretches.size());
    if (latest.isEmpty()) {
      return List.of("it took less time than must be seen (" + seconds(plan.settledFor()) + ")");
    }
    List<String> unsettled = new ArrayList<>();
    compiling(latest)
        .forEach(
            (process, share) -> {
              if (share > plan.compilation()) {
                unsettled.add(
                    String.format(
                        Locale.ROOT,
                        "the compiler of %s still used %.2f of a processor (warm is %.2f)",
                        process,
                        share,
                        plan.compilation()));
              }
            });
    double lag = lagMillis(latest);
    if (lag > smallLagMillis && falls(lag, endingBefore(stretches.size() - latest.size()))) {
      unsettled.add(
          String.format(Locale.ROOT, "the generator's lateness still fell, to p99 %.0f ms", lag));
    }
    return unsettled;
  }

  private static boolean falls(double lag, List<Stretch> before) {
    return before.isEmpty() || lag < FALLING * lagMillis(before);
  }

  /** The stretches before one that are together as long as must be seen; empty if there are not. */
  private List<Stretch> endingBefore(int end) {
    Duration seen = Duration.ZERO;
    for (int from = end - 1; from >= 0; from--) {
      seen = seen.plus(stretches.get(from).length());
      if (seen.compareTo(plan.settledFor()) >= 0) {
        return stretches.subList(from, end);
      }
    }
    return List.of();
  }

  private static Map<String, Double> compiling(List<Stretch> all) {
    double seen = all.stream().mapToDouble(each -> each.length().toNanos()).sum();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Stretch each : all) {
      each.compiling()
          .forEach((process, time) -> shares.merge(process, time.toNanos() / seen, Double::sum));
    }
    return shares;
  }

  private static double lagMillis(List<Stretch> all) {
    Histogram together = new Histogram(3);
    all.forEach(each -> together.add(each.lagMicros()));
    return together.getValueAtPercentile(LATE) / MICROS_A_MILLI;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
