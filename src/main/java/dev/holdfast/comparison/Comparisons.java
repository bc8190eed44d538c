package dev.holdfast.comparison;

import dev.holdfast.comparison.Comparison.Change;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.statistics.BinomialBounds;
import dev.holdfast.wording.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * All figures of two runs that can be compared: continuity, each anomaly that either showed, and
 * the median and 99th percentile of each phase of the backend's.
 *
 * <p>Each interval has the confidence that, over all of them together (Bonferroni), calls equal
 * runs different once in a thousand pairs: whoever compares every night must not be woken by
 * chance. A difference is more than noise only if its interval leaves out none, and a latency's
 * also only if it is beyond the tolerance: of enough values the smallest difference is sure, and
 * still matters to nobody.
 */
public final class Comparisons {

  /** Share by which latencies may differ and be called the same. */
  public static final double TOLERANCE = 0.05;

  /** Of all intervals of two runs together. */
  private static final double CONFIDENCE = 0.999;

  private static final double[] QUANTILES = {0.5, 0.99};

  /** The generator's own lateness is no figure of the backend. */
  private static final Set<Phase> COMPARED = EnumSet.complementOf(EnumSet.of(Phase.LAG));

  private final RunRecord before;
  private final RunRecord after;
  private final double tolerance;
  private final double confidence;

  private Comparisons(RunRecord before, RunRecord after, double tolerance) {
    this.before = before;
    this.after = after;
    this.tolerance = tolerance;
    int intervals = 2 * (1 + Anomaly.values().length + QUANTILES.length * COMPARED.size());
    this.confidence = 1 - (1 - CONFIDENCE) / intervals;
  }

  /**
   * The comparisons in the order of a report.
   *
   * @param before the baseline
   * @param after the run to judge by it
   * @param tolerance share by which latencies may differ and be called the same; not negative
   * @throws IllegalArgumentException if the tolerance is negative
   */
  public static List<Comparison> of(RunRecord before, RunRecord after, double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must not be negative, got: " + tolerance);
    }
    Comparisons comparisons = new Comparisons(before, after, tolerance);
    List<Comparison> all = new ArrayList<>();
    all.add(comparisons.continuity());
    for (Anomaly anomaly : Anomaly.values()) {
      if (count(before, anomaly) + count(after, anomaly) > 0) {
        all.add(comparisons.anomaly(anomaly));
      }
    }
    for (Phase phase : COMPARED) {
      for (double quantile : QUANTILES) {
        comparisons.latency(phase, quantile).ifPresent(all::add);
      }
    }
    return List.copyOf(all);
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
    String was = told(failedBefore, trialsBefore);
    String is = told(failedAfter, trialsAfter);
    if (!countable(trialsBefore, failedBefore) || !countable(trialsAfter, failedAfter)) {
      return new Comparison(figure, was, is, "", Change.UNKNOWN);
    }
    ConfidenceInterval more =
        ConfidenceInterval.difference(
            failing(trialsBefore, failedBefore), failing(trialsAfter, failedAfter));
    return new Comparison(
        figure,
        was,
        is,
        String.format(
            Locale.ROOT,
            "%+.3f %% (%+.3f %% to %+.3f %%) broken",
            100 * more.value(),
            100 * more.low(),
            100 * more.high()),
        change(more.low() > 0, more.high() < 0));
  }

  /** The share of failures with its exact bounds. */
  private ConfidenceInterval failing(long trials, long failures) {
    BinomialBounds bounds = new BinomialBounds(1 - (1 - confidence) / 2);
    return new ConfidenceInterval(
        1 - bounds.upper(trials, failures),
        (double) failures / trials,
        1 - bounds.lower(trials, failures));
  }

  private Optional<Comparison> latency(Phase phase, double quantile) {
    Series series = new Series(phase, Cohort.ALL);
    Histogram was = before.latencies().get(series);
    Histogram is = after.latencies().get(series);
    if (was == null && is == null) {
      return Optional.empty();
    }
    String figure = phase.id() + (quantile == 0.5 ? " p50" : " p99");
    Optional<QuantileBounds> from = bounds(was, quantile);
    Optional<QuantileBounds> to = bounds(is, quantile);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.of(new Comparison(figure, told(from), told(to), "", Change.UNKNOWN));
    }
    ConfidenceInterval ratio =
        ConfidenceInterval.difference(interval(from.get()).log(), interval(to.get()).log()).exp();
    boolean worse = ratio.low() > 1 && ratio.value() > 1 + tolerance;
    boolean better = ratio.high() < 1 && ratio.value() * (1 + tolerance) < 1;
    String difference =
        String.format(
            Locale.ROOT,
            "%+.1f %% (%+.1f %% to %+.1f %%)",
            100 * (ratio.value() - 1),
            100 * (ratio.low() - 1),
            100 * (ratio.high() - 1));
    return Optional.of(
        new Comparison(figure, told(from), told(to), difference, change(worse, better)));
  }

  /** Nothing below a microsecond was resolved. */
  private static ConfidenceInterval interval(QuantileBounds bounds) {
    return new ConfidenceInterval(
        Math.max(1, bounds.low()), Math.max(1, bounds.value()), Math.max(1, bounds.high()));
  }

  private Optional<QuantileBounds> bounds(@Nullable Histogram micros, double quantile) {
    return micros == null ? Optional.empty() : QuantileBounds.of(micros, quantile, confidence);
  }

  private static String told(long failures, long trials) {
    return Wording.count(failures) + " of " + Wording.count(trials);
  }

  private static String told(Optional<QuantileBounds> bounds) {
    return bounds.map(each -> Wording.micros((double) each.value())).orElse("too few to say");
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
