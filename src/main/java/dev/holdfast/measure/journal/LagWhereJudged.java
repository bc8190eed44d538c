package dev.holdfast.measure.journal;

import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Timings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How late the generator was as the judged returns met it: the lateness of each interval weighs as
 * much as returns were judged in it, so that a start before anybody came back weighs nothing.
 */
final class LagWhereJudged {

  private static final double MICROS_A_MILLI = 1_000;

  /** So fine that a return weighs the same whatever the number of probes in its interval. */
  private static final double WEIGHT_OF_A_RETURN = 1_000_000;

  private final Map<Long, Long> judgedByEnd;
  private final Histogram weighted = new Histogram(3);

  private LagWhereJudged(Map<Long, Long> judgedByEnd) {
    this.judgedByEnd = judgedByEnd;
  }

  /** Nothing yet, of a run of these intervals. */
  static LagWhereJudged of(List<Interval> intervals) {
    Map<Long, Long> judged = new HashMap<>();
    intervals.forEach(each -> judged.merge(each.toMillis(), each.total().judged(), Long::sum));
    return new LagWhereJudged(judged);
  }

  /** Adds the lateness of the interval that ended then, in milliseconds since the run began. */
  void add(long toMillis, Timings lag) {
    long judged = judgedByEnd.getOrDefault(toMillis, 0L);
    if (judged == 0) {
      return;
    }
    Histogram its = lag.histogram();
    double each = WEIGHT_OF_A_RETURN * judged / its.getTotalCount();
    for (HistogramIterationValue value : its.recordedValues()) {
      weighted.recordValueWithCount(
          value.getValueIteratedTo(), Math.round(each * value.getCountAddedInThisIterationStep()));
    }
  }

  /** 99th percentile in milliseconds; -1 if no return was judged while lateness was measured. */
  double p99Millis() {
    return weighted.getTotalCount() == 0 ? -1 : weighted.getValueAtPercentile(99) / MICROS_A_MILLI;
  }
}
