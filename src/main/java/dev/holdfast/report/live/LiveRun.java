package dev.holdfast.report.live;

import dev.holdfast.assessment.Assessor;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.live.RunProgress;
import dev.holdfast.report.OpenMetricsText;
import dev.holdfast.report.page.ChartData;
import dev.holdfast.report.page.LatencyOverTime;
import dev.holdfast.report.page.RunningPage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * A run while it goes on, in the form in which it is reported at its end. Its memory does not grow
 * with the length of the run: neighbouring intervals are merged when there are many.
 *
 * <p>Safe for many threads; pages and metrics are made when they are asked for, never otherwise.
 */
public final class LiveRun implements IntervalListener {

  /** As many spans as the charts show; merged in pairs beyond. */
  private static final int MOST_SPANS = 2 * ChartData.SPANS;

  /** Gauges that tell how bad an interval was, and not how things stand at its end. */
  private static final Set<String> WORST =
      Set.of(
          "generator.lag-p99-millis", "generator.lag-max-millis", "generator.gc-pause-max-millis");

  private final RunIdentity identity;
  private final Assessor assessor;
  private final Supplier<RunProgress> far;
  private final Map<Series, Histogram> latencies = new HashMap<>();
  private final Map<Cohort, Tally> tallies = new TreeMap<>();
  private final Map<Anomaly, Long> anomalies = new EnumMap<>(Anomaly.class);
  private final LiveLatencies overTime = new LiveLatencies();
  private List<Interval> spans = new ArrayList<>();
  private int peakUsers;

  /**
   * A run of which nothing is known yet.
   *
   * @param assessor judges what ran so far
   * @param far how far it has come
   */
  public LiveRun(RunIdentity identity, Assessor assessor, Supplier<RunProgress> far) {
    this.identity = identity;
    this.far = far;
    this.assessor = assessor;
    tallies.put(Cohort.ALL, Tally.NONE);
    for (Anomaly anomaly : Anomaly.values()) {
      anomalies.put(anomaly, 0L);
    }
  }

  @Override
  public synchronized void timed(Phase phase, Histogram micros) {
    latencies.computeIfAbsent(new Series(phase, Cohort.ALL), fresh -> new Histogram(3)).add(micros);
    overTime.timed(phase, micros);
  }

  @Override
  public synchronized void ended(Interval interval) {
    interval.tallies().forEach((cohort, tally) -> tallies.merge(cohort, tally, Tally::plus));
    interval.anomalies().forEach((anomaly, count) -> anomalies.merge(anomaly, count, Long::sum));
    peakUsers = Math.max(peakUsers, interval.gauges().getOrDefault("users.peak", 0.0).intValue());
    overTime.ended(interval);
    spans.add(ofAll(interval));
    if (spans.size() > MOST_SPANS) {
      spans = pairs(spans);
    }
  }

  /** The page, for what ran so far. */
  public String page() {
    RunRecord run = record();
    return RunningPage.of(run, far.get(), assessor.assess(run), latenciesOverTime());
  }

  private synchronized Map<Series, List<LatencyOverTime.Point>> latenciesOverTime() {
    return overTime.points();
  }

  /** The final figures' names with the figures so far, as OpenMetrics text. */
  public String metrics() {
    RunRecord run = record();
    return OpenMetricsText.of(run, assessor.assess(run));
  }

  /** What ran so far, as if it had ended now; returns that are under way are left out. */
  private synchronized RunRecord record() {
    Map<Cohort, Tally> whole = new TreeMap<>(tallies);
    whole.replaceAll((cohort, tally) -> new Tally(tally.judged(), tally.outcomes()));
    Map<Series, Histogram> copies = new HashMap<>();
    latencies.forEach((series, histogram) -> copies.put(series, histogram.copy()));
    return RunRecordBuilder.of(identity)
        .durationMillis(spans.isEmpty() ? 0 : spans.get(spans.size() - 1).toMillis())
        .peakConcurrentUsers(peakUsers)
        .tallies(whole)
        .anomalies(new EnumMap<>(anomalies))
        .latencies(copies)
        .intervals(List.copyOf(spans))
        .generator(generator())
        .build();
  }

  private GeneratorFigures generator() {
    Histogram lag = latencies.getOrDefault(new Series(Phase.LAG, Cohort.ALL), new Histogram(3));
    Map<String, Double> last = spans.isEmpty() ? Map.of() : spans.get(spans.size() - 1).gauges();
    double planned = last.getOrDefault("generator.starts-planned", 0.0);
    double inTime = last.getOrDefault("generator.starts-in-time", 0.0);
    boolean late = lag.getTotalCount() > 0;
    return new GeneratorFigures(
        late ? lag.getValueAtPercentile(99) / 1e3 : 0,
        late ? lag.getMaxValue() / 1e3 : 0,
        last.getOrDefault("generator.gc-pause-max-millis", 0.0),
        last.getOrDefault("generator.gc-pause-total-millis", 0.0),
        last.getOrDefault("generator.cpu-share", 0.0),
        last.getOrDefault("generator.open-files", -1.0).longValue(),
        last.getOrDefault("generator.open-files-limit", -1.0).longValue(),
        last.getOrDefault("generator.clock-step-millis", 0.0),
        planned == 0 ? 1 : Math.min(1, inTime / planned));
  }

  private static List<Interval> pairs(List<Interval> all) {
    List<Interval> merged = new ArrayList<>();
    for (int at = 0; at + 1 < all.size(); at += 2) {
      merged.add(merged(all.get(at), all.get(at + 1)));
    }
    if (all.size() % 2 == 1) {
      merged.add(all.get(all.size() - 1));
    }
    return merged;
  }

  /** As much of an interval as the charts show; each cohort's counts are summed up elsewhere. */
  private static Interval ofAll(Interval interval) {
    Tally all = interval.tallies().getOrDefault(Cohort.ALL, Tally.NONE);
    return new Interval(
        interval.fromMillis(),
        interval.toMillis(),
        Map.of(Cohort.ALL, all),
        interval.anomalies(),
        interval.events(),
        interval.gauges());
  }

  private static Interval merged(Interval first, Interval second) {
    Map<Cohort, Tally> tallies = new HashMap<>(first.tallies());
    second.tallies().forEach((cohort, tally) -> tallies.merge(cohort, tally, Tally::plus));
    Map<Anomaly, Long> anomalies = new HashMap<>(first.anomalies());
    second.anomalies().forEach((anomaly, count) -> anomalies.merge(anomaly, count, Long::sum));
    Map<String, Long> events = new HashMap<>(first.events());
    second.events().forEach((name, count) -> events.merge(name, count, Long::sum));
    Map<String, Double> gauges = new HashMap<>(first.gauges());
    second
        .gauges()
        .forEach(
            (name, value) ->
                gauges.merge(name, value, WORST.contains(name) ? Math::max : (was, is) -> is));
    return new Interval(first.fromMillis(), second.toMillis(), tallies, anomalies, events, gauges);
  }
}
