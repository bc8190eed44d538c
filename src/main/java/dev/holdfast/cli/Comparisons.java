package dev.holdfast.cli;

import dev.holdfast.cli.Comparison.Change;
import dev.holdfast.continuity.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.objectives.BinomialBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * All figures of two runs that can be compared: continuity, each anomaly that either showed, and
 * the median and 99th percentile of each phase.
 *
 * <p>Each interval has the confidence that, over all of them together (Bonferroni), leaves the
 * baseline's error: a run compared with itself is worse nowhere.
 */
final class Comparisons {

  private static final double[] QUANTILES = {0.5, 0.99};

  private final RunRecord before;
  private final RunRecord after;
  private final double tolerance;
  private final double confidence;

  private Comparisons(RunRecord before, RunRecord after, double tolerance) {
    this.before = before;
    this.after = after;
    this.tolerance = tolerance;
    int intervals = 2 * (1 + Anomaly.values().length + QUANTILES.length * Phase.values().length);
    this.confidence = 1 - (1 - before.identity().confidence()) / intervals;
  }

  /**
   * The comparisons in the order of a report.
   *
   * @param tolerance share by which latencies may differ and be called the same
   */
  static List<Comparison> of(RunRecord before, RunRecord after, double tolerance) {
    Comparisons comparisons = new Comparisons(before, after, tolerance);
    List<Comparison> all = new ArrayList<>();
    all.add(comparisons.continuity());
    for (Anomaly anomaly : Anomaly.values()) {
      if (count(before, anomaly) + count(after, anomaly) > 0) {
        all.add(comparisons.anomaly(anomaly));
      }
    }
    for (Phase phase : Phase.values()) {
      for (double quantile : QUANTILES) {
        comparisons.latency(phase, quantile).ifPresent(all::add);
      }
    }
    return all;
  }

  private Comparison continuity() {
    return rate(
        "continuity",
        before.total().planned() - before.total().kept(),
        after.total().planned() - after.total().kept());
  }

  private Comparison anomaly(Anomaly anomaly) {
    return rate(anomaly.id(), count(before, anomaly), count(after, anomaly));
  }

  private Comparison rate(String figure, long failedBefore, long failedAfter) {
    long trialsBefore = before.total().planned();
    long trialsAfter = after.total().planned();
    String was = failedBefore + " of " + trialsBefore;
    String is = failedAfter + " of " + trialsAfter;
    if (!countable(trialsBefore, failedBefore) || !countable(trialsAfter, failedAfter)) {
      return new Comparison(figure, was, is, Change.UNKNOWN);
    }
    BinomialBounds bounds = new BinomialBounds(1 - (1 - confidence) / 2);
    boolean worse =
        bounds.upper(trialsAfter, failedAfter) < bounds.lower(trialsBefore, failedBefore);
    boolean better =
        bounds.lower(trialsAfter, failedAfter) > bounds.upper(trialsBefore, failedBefore);
    return new Comparison(figure, was, is, change(worse, better));
  }

  private Optional<Comparison> latency(Phase phase, double quantile) {
    Series series = new Series(phase, Cohort.ALL);
    Histogram was = before.latencies().get(series);
    Histogram is = after.latencies().get(series);
    if (was == null && is == null) {
      return Optional.empty();
    }
    Optional<QuantileBounds> boundsBefore = bounds(was, quantile);
    Optional<QuantileBounds> boundsAfter = bounds(is, quantile);
    Change change = Change.UNKNOWN;
    if (boundsBefore.isPresent() && boundsAfter.isPresent()) {
      QuantileBounds from = boundsBefore.get();
      QuantileBounds to = boundsAfter.get();
      change =
          change(
              to.low() > from.high() * (1 + tolerance), to.high() * (1 + tolerance) < from.low());
    }
    String figure = phase.id() + (quantile == 0.5 ? " p50" : " p99");
    return Optional.of(new Comparison(figure, told(boundsBefore), told(boundsAfter), change));
  }

  private Optional<QuantileBounds> bounds(@Nullable Histogram micros, double quantile) {
    return micros == null ? Optional.empty() : QuantileBounds.of(micros, quantile, confidence);
  }

  private static String told(Optional<QuantileBounds> bounds) {
    return bounds
        .map(
            each ->
                String.format(
                    Locale.ROOT, "%.3f to %.3f ms", each.low() / 1000.0, each.high() / 1000.0))
        .orElse("too few to say");
  }

  private static Change change(boolean worse, boolean better) {
    return worse ? Change.WORSE : better ? Change.BETTER : Change.NOISE;
  }

  private static boolean countable(long trials, long failures) {
    return trials > 0 && trials <= Integer.MAX_VALUE && failures >= 0 && failures <= trials;
  }

  private static long count(RunRecord run, Anomaly anomaly) {
    return run.anomalies().getOrDefault(anomaly, 0L);
  }
}
