package dev.holdfast.objectives;

import dev.holdfast.continuity.Anomaly;
import dev.holdfast.continuity.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
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
  private final List<String> aborts = new ArrayList<>();
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

  RunBuilder judged(long kept, long broken) {
    return tally(Cohort.ALL, kept + broken, kept, broken);
  }

  RunBuilder cluster(String event, long kept, long broken) {
    return tally(new Cohort("event", event), kept + broken, kept, broken);
  }

  RunBuilder tally(Cohort cohort, long planned, long kept, long broken) {
    tallies.put(
        cohort, new Tally(planned, Map.of(Outcome.PRESERVED, kept, Outcome.BROKEN, broken)));
    return this;
  }

  RunBuilder anomaly(Anomaly anomaly, long count) {
    anomalies.put(anomaly, count);
    return this;
  }

  RunBuilder latency(Phase phase, Cohort cohort, long... micros) {
    Histogram histogram =
        latencies.computeIfAbsent(new Series(phase, cohort), fresh -> new Histogram(3));
    Arrays.stream(micros).forEach(histogram::recordValue);
    return this;
  }

  RunBuilder without(Phase phase, Cohort cohort) {
    latencies.remove(new Series(phase, cohort));
    return this;
  }

  RunBuilder sample(String name, double value) {
    samples.put(name, value);
    return this;
  }

  RunBuilder event(String name, long count) {
    events.put(name, count);
    return this;
  }

  RunBuilder abort(String reason) {
    aborts.add(reason);
    return this;
  }

  RunBuilder confidence(double value) {
    confidence = value;
    return this;
  }

  RunBuilder endedBy(String cause) {
    complete = false;
    endedBy = cause;
    return this;
  }

  RunBuilder peakUsers(int users) {
    peakUsers = users;
    return this;
  }

  RunBuilder generator(GeneratorFigures figures) {
    generator = figures;
    return this;
  }

  /** The run as its journal would be read. */
  public RunRecord build() {
    return new RunRecord(
        new RunIdentity(
            "run-1",
            "ReleaseGateSimulation",
            Instant.parse("2026-01-01T00:00:00Z"),
            0.01,
            100,
            0.999,
            confidence,
            "mock backend",
            Map.of(),
            Map.of()),
        complete,
        endedBy,
        aborts,
        60_000,
        peakUsers,
        tallies,
        anomalies,
        List.of(),
        latencies,
        events.isEmpty()
            ? List.of()
            : List.of(new Interval(0, 60_000, Map.of(), Map.of(), events, Map.of())),
        generator,
        samples);
  }
}
