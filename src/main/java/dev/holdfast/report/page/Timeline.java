package dev.holdfast.report.page;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Tally;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run over time, with neighbouring intervals merged until a chart or a table can hold them. */
final class Timeline {

  /**
   * One or more neighbouring intervals.
   *
   * @param fromMillis start, in milliseconds since the run began
   * @param toMillis end, likewise
   * @param users virtual users alive at its end; null where unknown
   * @param connections open connections at its end; null where unknown
   * @param tally its reconnections
   * @param anomalies found in it; only those above zero
   * @param events done in it, by name; only those above zero
   */
  record Span(
      long fromMillis,
      long toMillis,
      @Nullable Double users,
      @Nullable Double connections,
      Tally tally,
      Map<Anomaly, Long> anomalies,
      Map<String, Long> events) {

    /** Its length in seconds, never 0. */
    double seconds() {
      return Math.max(1, toMillis - fromMillis) / 1000.0;
    }
  }

  private Timeline() {}

  /**
   * The intervals in at most so many spans of as many intervals each.
   *
   * @param atMost at least 1
   */
  static List<Span> of(List<Interval> intervals, int atMost) {
    int each = Math.max(1, (intervals.size() + atMost - 1) / atMost);
    List<Span> spans = new ArrayList<>();
    for (int from = 0; from < intervals.size(); from += each) {
      spans.add(merged(intervals.subList(from, Math.min(from + each, intervals.size()))));
    }
    return spans;
  }

  private static Span merged(List<Interval> part) {
    Tally tally = Tally.NONE;
    Map<Anomaly, Long> anomalies = new EnumMap<>(Anomaly.class);
    Map<String, Long> events = new TreeMap<>();
    for (Interval interval : part) {
      tally = tally.plus(interval.tallies().getOrDefault(Cohort.ALL, Tally.NONE));
      interval.anomalies().forEach((anomaly, count) -> anomalies.merge(anomaly, count, Long::sum));
      interval.events().forEach((name, count) -> events.merge(name, count, Long::sum));
    }
    return new Span(
        part.get(0).fromMillis(),
        part.get(part.size() - 1).toMillis(),
        last(part, "users.active"),
        last(part, "connections.open"),
        tally,
        anomalies,
        events);
  }

  private static @Nullable Double last(List<Interval> part, String gauge) {
    Double last = null;
    for (Interval interval : part) {
      last = interval.gauges().getOrDefault(gauge, last);
    }
    return last;
  }
}
