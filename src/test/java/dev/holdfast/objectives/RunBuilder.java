package dev.holdfast.objectives;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.journal.RunRecorder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A recorded run with nothing wrong, and a word for each thing that may go wrong. */
public final class RunBuilder {

  private final Map<Cohort, Tally> tallies = new HashMap<>();
  private final Map<Anomaly, Long> anomalies = new HashMap<>();
  private final Map<Series, Histogram> latencies = new HashMap<>();
  private final Map<String, Double> samples = new HashMap<>();
  private final Map<String, Long> events = new HashMap<>();
  private final Map<String, Double> gauges = new HashMap<>();
  private final List<String> aborts = new ArrayList<>();
  private final List<Interval> intervals = new ArrayList<>();
  private final Map<String, String> configuration = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private double confidence = 0.95;
  private boolean complete = true;
  private String endedBy = "";
  private int peakUsers = 100;
  private GeneratorFigures generator = healthy();

  /** Nothing was judged yet. */
  public static RunBuilder run() {
    return new RunBuilder().latency(Phase.LAG, Cohort.ALL, 100);
  }

  static GeneratorFigures healthy() {
    return new GeneratorFigures(2, 10, 15, 100, 0.4, 1_000, 20_000, 3, 1);
  }

  /** So many returns, not told apart by interval. */
  public RunBuilder judged(long kept, long broken) {
    return tally(Cohort.ALL, kept + broken, kept, broken);
  }

  RunBuilder cluster(String event, long kept, long broken) {
    return tally(new Cohort("event", event), kept + broken, kept, broken);
  }

  public RunBuilder tally(Cohort cohort, long planned, long kept, long broken) {
    tallies.put(
        cohort, new Tally(planned, Map.of(Outcome.PRESERVED, kept, Outcome.BROKEN, broken)));
    return this;
  }

  public RunBuilder anomaly(Anomaly anomaly, long count) {
    anomalies.put(anomaly, count);
    return this;
  }

  /** These times, in microseconds. */
  public RunBuilder latency(Phase phase, Cohort cohort, long... micros) {
    Histogram histogram =
        latencies.computeIfAbsent(new Series(phase, cohort), fresh -> new Histogram(3));
    Arrays.stream(micros).forEach(histogram::recordValue);
    return this;
  }

  public RunBuilder without(Phase phase, Cohort cohort) {
    latencies.remove(new Series(phase, cohort));
    return this;
  }

  RunBuilder sample(String name, double value) {
    samples.put(name, value);
    return this;
  }

  public RunBuilder event(String name, long count) {
    events.put(name, count);
    return this;
  }

  RunBuilder gauge(String name, double value) {
    gauges.put(name, value);
    return this;
  }

  /** Why it can say nothing. */
  public RunBuilder abort(String reason) {
    aborts.add(reason);
    return this;
  }

  public RunBuilder confidence(double value) {
    confidence = value;
    return this;
  }

  /** What ended it early. */
  public RunBuilder endedBy(String cause) {
    complete = false;
    endedBy = cause;
    return this;
  }

  /** Most users at once. */
  public RunBuilder peakUsers(int users) {
    peakUsers = users;
    return this;
  }

  public RunBuilder generator(GeneratorFigures figures) {
    generator = figures;
    return this;
  }

  /** Five seconds more, in which the generator was so late and these returns were judged. */
  public RunBuilder interval(
      double lagP99Millis, long kept, long onlyLate, long silent, long wrong) {
    long from = intervals.size() * 5_000L;
    Map<Cohort, Tally> its = new HashMap<>();
    its.put(Cohort.ALL, returns(kept, onlyLate + silent + wrong));
    its.put(Cohort.ONLY_LATE, returns(0, onlyLate));
    its.put(Cohort.ONLY_SILENT, returns(0, silent));
    intervals.add(
        new Interval(
            from,
            from + 5_000,
            its,
            Map.of(),
            Map.of(),
            Map.of(
                "generator.lag-p99-millis", lagP99Millis,
                "generator.lag-max-millis", lagP99Millis,
                "users.active", (double) peakUsers)));
    its.forEach((cohort, tally) -> tallies.merge(cohort, tally, Tally::plus));
    anomalies.merge(Anomaly.LATE_RESTORE, onlyLate, Long::sum);
    anomalies.merge(Anomaly.NO_ANSWER, silent, Long::sum);
    anomalies.merge(Anomaly.LOST_MESSAGE, wrong, Long::sum);
    return this;
  }

  /**
   * Five seconds more, in which the generator was so late, so many sessions were established since
   * the run began, and so many came to nothing.
   */
  public RunBuilder sessions(double lagP99Millis, long established, String cause, long failed) {
    long from = intervals.size() * 5_000L;
    intervals.add(
        new Interval(
            from,
            from + 5_000,
            Map.of(Cohort.ALL, returns(10, 0)),
            Map.of(),
            Map.of(RunRecord.detailed(EstablishedObjective.FAILED, cause), failed),
            Map.of(
                "generator.lag-p99-millis",
                lagP99Millis,
                "generator.lag-max-millis",
                lagP99Millis,
                RunRecorder.SESSIONS_ESTABLISHED,
                (double) established)));
    tallies.merge(Cohort.ALL, returns(10, 0), Tally::plus);
    return this;
  }

  /** One setting that it was started with. */
  public RunBuilder setting(String key, String value) {
    configuration.put(key, value);
    return this;
  }

  /** Something that it was, or ran on. */
  public RunBuilder environment(String key, String value) {
    environment.put(key, value);
    return this;
  }

  private static Tally returns(long kept, long broken) {
    return new Tally(kept + broken, Map.of(Outcome.PRESERVED, kept, Outcome.BROKEN, broken));
  }

  /** The run as its journal would be read. */
  public RunRecord build() {
    return RunRecordBuilder.of(
            new RunIdentity(
                "run-1",
                "ReleaseGateSimulation",
                Instant.parse("2026-01-01T00:00:00Z"),
                0.01,
                100,
                0.999,
                confidence,
                "mock backend",
                configuration,
                environment))
        .complete(complete)
        .endedBy(endedBy)
        .abortReasons(aborts)
        .durationMillis(60_000)
        .peakConcurrentUsers(peakUsers)
        .tallies(tallies)
        .anomalies(anomalies)
        .latencies(latencies)
        .intervals(
            events.isEmpty() && gauges.isEmpty()
                ? List.copyOf(intervals)
                : List.of(new Interval(0, 60_000, Map.of(), Map.of(), events, gauges)))
        .generator(generator)
        .samples(samples)
        .build();
  }
}
