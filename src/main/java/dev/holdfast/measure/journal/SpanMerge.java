package dev.holdfast.measure.journal;

import static java.util.Comparator.comparingDouble;

import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Makes one interval of a run of those that its injectors recorded over the same time, each on a
 * machine of its own. Counts and times are added; of what tells how hard it was for an injector,
 * the worst counts, so that one late host among many is seen. For one thread.
 */
public final class SpanMerge {

  /** Of a soak: in use right after a full collection, and what may be. */
  private static final String LIVE_HEAP = "generator.live-heap-bytes";

  private static final String HEAP_LIMIT = "generator.heap-max-bytes";

  private static final List<String> ADDED =
      List.of(
          "users.active",
          "users.peak",
          "connections.open",
          RunRecorder.SESSIONS_ESTABLISHED,
          GeneratorGauges.STARTS_PLANNED,
          GeneratorGauges.STARTS_IN_TIME);

  private static final List<String> WORST =
      List.of(
          GeneratorGauges.GC_PAUSE_MAX_MILLIS,
          GeneratorGauges.GC_PAUSE_TOTAL_MILLIS,
          GeneratorGauges.HEAP_AFTER_GC_BYTES,
          LIVE_HEAP,
          HEAP_LIMIT,
          GeneratorGauges.CLOCK_STEP_MILLIS,
          GeneratorGauges.LAG_P99_MILLIS,
          GeneratorGauges.LAG_MAX_MILLIS);

  private final List<String> nodes;
  private final long offsetMillis;
  private final List<Tally> totals = new ArrayList<>();
  private final List<Map<String, Double>> known = new ArrayList<>();

  /**
   * Nothing so far.
   *
   * @param nodes the machine of each injector, by its index
   * @param offsetMillis since the run began, when its injectors did
   */
  public SpanMerge(List<String> nodes, long offsetMillis) {
    this.nodes = List.copyOf(nodes);
    this.offsetMillis = offsetMillis;
    nodes.forEach(
        node -> {
          totals.add(Tally.NONE);
          known.add(new HashMap<>());
        });
  }

  /**
   * The next interval of the run.
   *
   * @param spans of those injectors that still record, by index; not empty
   * @throws IOException if one is damaged
   */
  public SpanSum next(Map<Integer, RecordedSpan> spans) throws IOException {
    SpanSum sum = new SpanSum(offsetMillis);
    for (Map.Entry<Integer, RecordedSpan> each : spans.entrySet()) {
      int index = each.getKey();
      Interval interval = each.getValue().interval();
      sum.add(each.getValue());
      totals.set(index, totals.get(index).plus(interval.total()));
      known.get(index).putAll(interval.gauges());
    }
    // One that has ended is as it was last seen, but strains no machine any more.
    ADDED.forEach(name -> sum.gauge(name, known.stream().mapToDouble(of(name)).sum()));
    for (RecordedSpan span : spans.values()) {
      WORST.forEach(name -> sum.worst(name, span.interval().gauges().get(name)));
    }
    latest(spans)
        .ifPresent(index -> sum.gauge(GeneratorGauges.LATEST_INJECTOR, index.doubleValue()));
    sum.gauge(GeneratorGauges.CPU_SHARE, busiestNode(spans.keySet()));
    fullest(spans.keySet(), sum);
    return sum;
  }

  /** What an injector counted in all spans so far. */
  public Tally total(int index) {
    return totals.get(index);
  }

  /** All that were counted so far, of everybody. */
  public Tally total() {
    return totals.stream().reduce(Tally.NONE, Tally::plus);
  }

  /** Who stood still the longest; empty if nobody knows how late it was. */
  private static Optional<Integer> latest(Map<Integer, RecordedSpan> spans) {
    return spans.entrySet().stream()
        .filter(each -> each.getValue().interval().lagP99Millis().isPresent())
        .max(comparingDouble(each -> stoodStill(each.getValue().interval())))
        .map(Map.Entry::getKey);
  }

  private static double stoodStill(Interval interval) {
    return Math.max(interval.lagMaxMillis().orElse(0), interval.gcPauseMaxMillis().orElse(0));
  }

  /** Injectors of one machine share its processors; others do not. */
  private double busiestNode(Iterable<Integer> indices) {
    Map<String, Double> shares = new HashMap<>();
    for (int index : indices) {
      double share = of(GeneratorGauges.CPU_SHARE).applyAsDouble(known.get(index));
      shares.merge(nodes.get(index), share, Double::sum);
    }
    return shares.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** A limit of files is one of each process: the fullest one tells. */
  private void fullest(Iterable<Integer> indices, SpanSum sum) {
    double most = -1;
    for (int index : indices) {
      Double open = known.get(index).get(GeneratorGauges.OPEN_FILES);
      Double limit = known.get(index).get(GeneratorGauges.OPEN_FILES_LIMIT);
      if (open != null && limit != null && open / limit > most) {
        most = open / limit;
        sum.gauge(GeneratorGauges.OPEN_FILES, open);
        sum.gauge(GeneratorGauges.OPEN_FILES_LIMIT, limit);
      }
    }
  }

  private static ToDoubleFunction<Map<String, Double>> of(String gauge) {
    return gauges -> gauges.getOrDefault(gauge, 0.0);
  }
}
