package dev.holdfast.measure;

import dev.holdfast.continuity.model.Anomaly;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Puts a {@link RunRecord} together, one part at a time. What is not given is empty, and the run
 * came to its planned end.
 */
public final class RunRecordBuilder {

  private final RunIdentity identity;
  private boolean complete = true;
  private String endedBy = "";
  private List<String> abortReasons = List.of();
  private long durationMillis = 0;
  private int peakConcurrentUsers = 0;
  private Map<Cohort, Tally> tallies = Map.of();
  private Map<Anomaly, Long> anomalies = Map.of();
  private List<Witness> witnesses = List.of();
  private Map<Series, Histogram> latencies = Map.of();
  private List<Interval> intervals = List.of();
  private GeneratorFigures generator = GeneratorFigures.UNKNOWN;
  private Map<String, Double> samples = Map.of();

  private RunRecordBuilder(RunIdentity identity) {
    this.identity = identity;
  }

  /** A run of which nothing but its identity is known. */
  public static RunRecordBuilder of(RunIdentity identity) {
    return new RunRecordBuilder(identity);
  }

  /** Another run that differs from this one in what is given from now on. */
  public static RunRecordBuilder from(RunRecord run) {
    return new RunRecordBuilder(run.identity())
        .complete(run.complete())
        .endedBy(run.endedBy())
        .abortReasons(run.abortReasons())
        .durationMillis(run.durationMillis())
        .peakConcurrentUsers(run.peakConcurrentUsers())
        .tallies(run.tallies())
        .anomalies(run.anomalies())
        .witnesses(run.witnesses())
        .latencies(run.latencies())
        .intervals(run.intervals())
        .generator(run.generator())
        .samples(run.samples());
  }

  /** See {@link RunRecord#complete()}. */
  public RunRecordBuilder complete(boolean its) {
    complete = its;
    return this;
  }

  /** See {@link RunRecord#endedBy()}. */
  public RunRecordBuilder endedBy(String its) {
    endedBy = its;
    return this;
  }

  /** See {@link RunRecord#abortReasons()}. */
  public RunRecordBuilder abortReasons(List<String> its) {
    abortReasons = its;
    return this;
  }

  /** See {@link RunRecord#durationMillis()}. */
  public RunRecordBuilder durationMillis(long its) {
    durationMillis = its;
    return this;
  }

  /** See {@link RunRecord#peakConcurrentUsers()}. */
  public RunRecordBuilder peakConcurrentUsers(int its) {
    peakConcurrentUsers = its;
    return this;
  }

  /** See {@link RunRecord#tallies()}. */
  public RunRecordBuilder tallies(Map<Cohort, Tally> its) {
    tallies = its;
    return this;
  }

  /** See {@link RunRecord#anomalies()}. */
  public RunRecordBuilder anomalies(Map<Anomaly, Long> its) {
    anomalies = its;
    return this;
  }

  /** See {@link RunRecord#witnesses()}. */
  public RunRecordBuilder witnesses(List<Witness> its) {
    witnesses = its;
    return this;
  }

  /** See {@link RunRecord#latencies()}. */
  public RunRecordBuilder latencies(Map<Series, Histogram> its) {
    latencies = its;
    return this;
  }

  /** See {@link RunRecord#intervals()}. */
  public RunRecordBuilder intervals(List<Interval> its) {
    intervals = its;
    return this;
  }

  /** See {@link RunRecord#generator()}. */
  public RunRecordBuilder generator(GeneratorFigures its) {
    generator = its;
    return this;
  }

  /** See {@link RunRecord#samples()}. */
  public RunRecordBuilder samples(Map<String, Double> its) {
    samples = its;
    return this;
  }

  /** The run. */
  public RunRecord build() {
    return new RunRecord(
        identity,
        complete,
        endedBy,
        abortReasons,
        durationMillis,
        peakConcurrentUsers,
        tallies,
        anomalies,
        witnesses,
        latencies,
        intervals,
        generator,
        samples);
  }
}
