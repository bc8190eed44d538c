package dev.holdfast.lateness;

import dev.holdfast.measure.Interval;
import dev.holdfast.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Stretches of a run that do not overlap, in order; neighbouring intervals are one stretch. */
public final class Spans {

  private static final int MOST_TOLD = 4;

  private final TreeMap<Long, Span> byStart = new TreeMap<>();

  private Spans() {}

  /** The stretches that these intervals, in order, make up. */
  public static Spans of(List<Interval> intervals) {
    Spans spans = new Spans();
    for (Interval interval : intervals) {
      Map.Entry<Long, Span> last = spans.byStart.lastEntry();
      boolean goesOn = last != null && last.getValue().toMillis() >= interval.fromMillis();
      long from = goesOn ? last.getKey() : interval.fromMillis();
      spans.byStart.put(from, new Span(from, interval.toMillis()));
    }
    return spans;
  }

  /** Whether most of that stretch lies in one of these. */
  public boolean hold(long fromMillis, long toMillis) {
    long middle = (fromMillis + toMillis) / 2;
    Map.Entry<Long, Span> before = byStart.floorEntry(middle);
    return before != null && middle < Math.max(before.getValue().toMillis(), before.getKey() + 1);
  }

  /** All of them, in order. */
  public List<Span> asList() {
    return new ArrayList<>(byStart.values());
  }

  /**
   * For people, such as {@code 0:05 to 0:15 and 1:10 to 1:20}; of many, the first ones and how many
   * there are more.
   */
  public String told() {
    String told =
        byStart.values().stream()
            .limit(MOST_TOLD)
            .map(span -> Wording.clock(span.fromMillis()) + " to " + Wording.clock(span.toMillis()))
            .collect(Collectors.joining(", "));
    int more = byStart.size() - MOST_TOLD;
    return more <= 0
        ? told
        : told + " and " + Wording.count(more, "more stretch", "more stretches");
  }
}
