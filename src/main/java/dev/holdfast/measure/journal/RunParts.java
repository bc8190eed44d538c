package dev.holdfast.measure.journal;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorCheck;
import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.Witness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import org.HdrHistogram.Histogram;

/**
 * Several processes' records of one run as one record. Counts are added, histograms merged, so that
 * the result is what one process would have recorded that saw everything; of gauges those are added
 * that count, and of the others the worst one stands.
 */
final class RunParts {

  private static final Series LAG = new Series(Phase.LAG, Cohort.ALL);
  private static final String ACTIVE = "users.active";
  private static final String PEAK = "users.peak";

  /**
   * How gauges of several processes of one machine, which tell how things stand, become one; any
   * other is the first one's.
   */
  private static final Map<String, DoubleBinaryOperator> TOGETHER =
      Map.ofEntries(
          Map.entry(ACTIVE, Double::sum),
          Map.entry("connections.open", Double::sum),
          Map.entry(RunRecorder.SESSIONS_ESTABLISHED, Double::sum),
          Map.entry(GeneratorGauges.STARTS_PLANNED, Double::sum),
          Map.entry(GeneratorGauges.STARTS_IN_TIME, Double::sum),
          Map.entry(GeneratorGauges.CPU_SHARE, Double::sum),
          Map.entry(GeneratorGauges.HEAP_AFTER_GC_BYTES, Double::sum),
          // A limit of files is one of each process: the fullest one tells.
          Map.entry(GeneratorGauges.OPEN_FILES, Math::max));

  /** The same of those that tell what happened in one interval. */
  private static final Map<String, DoubleBinaryOperator> WITHIN =
      Map.of(
          GeneratorGauges.GC_PAUSE_TOTAL_MILLIS, Double::sum,
          GeneratorGauges.GC_PAUSE_MAX_MILLIS, Math::max,
          GeneratorGauges.LAG_P99_MILLIS, Math::max,
          GeneratorGauges.LAG_MAX_MILLIS, Math::max,
          GeneratorGauges.CLOCK_STEP_MILLIS, Math::max);

  private final RunRecord main;
  private final List<RunRecord> parts;

  private RunParts(RunRecord main, List<RunRecord> parts) {
    this.main = main;
    this.parts = List.copyOf(parts);
  }

  /**
   * The record of the whole.
   *
   * @param main whose identity and intervals those of the whole are
   * @param parts of the same run; none makes the main one the whole
   */
  static RunRecord together(RunRecord main, List<RunRecord> parts) {
    return parts.isEmpty() ? main : new RunParts(main, parts).together();
  }

  private RunRecord together() {
    List<RunRecord> all = new ArrayList<>(List.of(main));
    all.addAll(parts);
    AbortReasons reasons = new AbortReasons();
    Map<Cohort, Tally> tallies = new TreeMap<>();
    Map<Anomaly, Long> anomalies = new TreeMap<>();
    Map<Series, Histogram> latencies = new HashMap<>();
    List<Witness> witnesses = new ArrayList<>();
    Map<String, Double> samples = new TreeMap<>();
    for (RunRecord each : all) {
      each.abortReasons().forEach(reasons::add);
      each.tallies().forEach((cohort, tally) -> tallies.merge(cohort, tally, Tally::plus));
      each.anomalies().forEach((anomaly, count) -> anomalies.merge(anomaly, count, Long::sum));
      each.latencies()
          .forEach(
              (series, micros) ->
                  latencies.computeIfAbsent(series, fresh -> new Histogram(3)).add(micros));
      witnesses.addAll(each.witnesses());
      each.samples().forEach(samples::putIfAbsent);
    }
    witnesses.sort(Comparator.comparing(Witness::at));
    List<Interval> intervals = intervals();
    return RunRecordBuilder.of(main.identity())
        .complete(all.stream().allMatch(RunRecord::complete))
        .endedBy(
            all.stream().map(RunRecord::endedBy).filter(by -> !by.isEmpty()).findFirst().orElse(""))
        .abortReasons(reasons.all())
        .durationMillis(intervals.isEmpty() ? 0 : intervals.get(intervals.size() - 1).toMillis())
        .peakConcurrentUsers(
            (int) intervals.stream().mapToDouble(each -> gauge(each, PEAK)).max().orElse(0))
        .tallies(tallies)
        .anomalies(anomalies)
        .witnesses(List.copyOf(witnesses))
        .latencies(latencies)
        .intervals(intervals)
        .generator(
            GeneratorCheck.figures(
                intervals,
                latencies.getOrDefault(LAG, new Histogram(3)),
                all.stream()
                    .mapToDouble(each -> each.generator().eventLoopLagP99WhereJudgedMillis())
                    .max()
                    .orElse(-1),
                tallies.getOrDefault(Cohort.ALL, Tally.NONE).planned()))
        .samples(samples)
        .build();
  }

  /** Milliseconds after the whole's start that a part started. */
  static long offsetMillis(RunIdentity main, RunIdentity part) {
    return part.startedAt().toEpochMilli() - main.startedAt().toEpochMilli();
  }

  /**
   * What each part did is counted in the interval of the whole in which the part's own one ended.
   */
  private List<Interval> intervals() {
    List<Interval> whole = main.intervals();
    List<List<List<Interval>>> shares = new ArrayList<>();
    for (RunRecord part : parts) {
      shares.add(shares(whole, part));
    }
    List<Interval> merged = new ArrayList<>();
    List<Map<String, Double>> known = new ArrayList<>();
    parts.forEach(part -> known.add(new HashMap<>()));
    double peak = 0;
    for (int i = 0; i < whole.size(); i++) {
      Sum sum = new Sum(whole.get(i));
      for (int part = 0; part < parts.size(); part++) {
        for (Interval interval : shares.get(part).get(i)) {
          sum.count(interval);
          known.get(part).putAll(interval.gauges());
        }
        // A part that cut no interval in this one is as it was last seen.
        sum.gauges(known.get(part));
      }
      peak = Math.max(peak, sum.gauges.getOrDefault(ACTIVE, 0.0));
      sum.gauges.put(PEAK, Math.max(peak, gauge(whole.get(i), PEAK)));
      merged.add(sum.interval());
    }
    return merged;
  }

  private List<List<Interval>> shares(List<Interval> whole, RunRecord part) {
    long offset = offsetMillis(main.identity(), part.identity());
    List<List<Interval>> shares = new ArrayList<>();
    whole.forEach(each -> shares.add(new ArrayList<>()));
    int at = 0;
    for (Interval interval : part.intervals()) {
      while (at < whole.size() - 1 && whole.get(at).toMillis() < interval.toMillis() + offset) {
        at++;
      }
      if (!shares.isEmpty()) {
        shares.get(at).add(interval);
      }
    }
    return shares;
  }

  private static double gauge(Interval interval, String name) {
    return interval.gauges().getOrDefault(name, 0.0);
  }

  /** One interval of the whole, as it grows. */
  private static final class Sum {

    private final Interval of;
    private final Map<Cohort, Tally> tallies;
    private final Map<Anomaly, Long> anomalies;
    private final Map<String, Long> events;
    private final Map<String, Double> gauges;

    Sum(Interval of) {
      this.of = of;
      this.tallies = new HashMap<>(of.tallies());
      this.anomalies = new HashMap<>(of.anomalies());
      this.events = new HashMap<>(of.events());
      this.gauges = new HashMap<>(of.gauges());
    }

    void count(Interval part) {
      part.tallies().forEach((cohort, tally) -> tallies.merge(cohort, tally, Tally::plus));
      part.anomalies().forEach((anomaly, count) -> anomalies.merge(anomaly, count, Long::sum));
      part.events().forEach((name, count) -> events.merge(name, count, Long::sum));
      merge(part.gauges(), WITHIN);
    }

    void gauges(Map<String, Double> part) {
      merge(part, TOGETHER);
    }

    private void merge(Map<String, Double> part, Map<String, DoubleBinaryOperator> by) {
      part.forEach(
          (name, value) -> {
            DoubleBinaryOperator together = by.get(name);
            if (together != null) {
              gauges.merge(name, value, together::applyAsDouble);
            }
          });
    }

    Interval interval() {
      return new Interval(of.fromMillis(), of.toMillis(), tallies, anomalies, events, gauges);
    }
  }
}
