package dev.holdfast.measure;

import dev.holdfast.continuity.model.Anomaly;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * A run as it stands on disk: everything that objectives and reports may look at, and nothing that
 * only the running process knew.
 *
 * @param identity what the run is
 * @param complete whether the run came to its planned end
 * @param endedBy why it ended early, such as {@code SIGTERM} or {@code killed}; empty when complete
 * @param abortReasons why the run can say nothing, found while it ran, such as {@code target never
 *     reachable: …}; empty normally
 * @param durationMillis from the start to the last interval's end
 * @param peakConcurrentUsers most virtual users alive at once
 * @param tallies reconnections by cohort, {@link dev.holdfast.measure.Cohort#ALL} always present
 * @param anomalies how many judged reconnections showed each; every anomaly is present
 * @param witnesses the broken reconnections, in order, at most a configured number an anomaly
 * @param latencies microseconds by phase and cohort; each phase that was measured has {@link
 *     dev.holdfast.measure.Cohort#ALL}
 * @param intervals the run over time
 * @param generator the generator's self-check
 * @param samples single measured figures by name, such as {@code
 *     backend.heap-after-gc-bytes.before}
 */
public record RunRecord(
    RunIdentity identity,
    boolean complete,
    String endedBy,
    List<String> abortReasons,
    long durationMillis,
    int peakConcurrentUsers,
    Map<Cohort, Tally> tallies,
    Map<Anomaly, Long> anomalies,
    List<Witness> witnesses,
    Map<Series, Histogram> latencies,
    List<Interval> intervals,
    GeneratorFigures generator,
    Map<String, Double> samples) {

  /** What was done to connections and backend over the run, by name. */
  public Map<String, Long> events() {
    Map<String, Long> sums = new TreeMap<>();
    intervals.forEach(
        interval -> interval.events().forEach((name, count) -> sums.merge(name, count, Long::sum)));
    return sums;
  }

  /** How late the generator acted over the whole run, in microseconds; empty if never measured. */
  public Histogram lag() {
    Histogram lag = latencies.get(new Series(Phase.LAG, Cohort.ALL));
    return lag == null ? new Histogram(3) : lag;
  }

  /** The name of an event with a detail, such as a cause. */
  public static String detailed(String event, String detail) {
    return event + ": " + detail;
  }

  /** The value of a gauge when it was last read; 0 if it never was. */
  public double lastGauge(String name) {
    double last = 0;
    for (Interval interval : intervals) {
      last = interval.gauges().getOrDefault(name, last);
    }
    return last;
  }

  /** The run's reconnections together. */
  public Tally total() {
    return tallies.getOrDefault(Cohort.ALL, Tally.NONE);
  }
}
