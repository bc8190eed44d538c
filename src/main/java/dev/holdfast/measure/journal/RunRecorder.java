package dev.holdfast.measure.journal;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.FoundBeside;
import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.JudgementSink;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Witness;
import dev.holdfast.measure.histograms.HistogramLines;
import dev.holdfast.measure.live.LiveFigures;
import dev.holdfast.measure.live.ReadGauges;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.measure.live.UserCount;
import dev.holdfast.measure.live.WitnessGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Records one run: counts and times in memory, and every interval on disk.
 *
 * <p>Safe to call from any number of threads. No method that the load calls blocks, touches the
 * disk, or throws for what happens to the disk: such a failure becomes an abort reason of the run.
 * Memory does not grow with the length of the run.
 */
public final class RunRecorder implements JudgementSink, AutoCloseable {

  /** Gauge: sessions so far whose first conversation was acknowledged and answered. */
  public static final String SESSIONS_ESTABLISHED = "sessions.established";

  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

  private final RecorderSettings settings;
  private final LongSupplier nanoTime;
  private final long startedAtNanos;
  private final LiveFigures figures;
  private final WitnessGate gate;
  private final UserCount users = new UserCount();
  private final UserCount connections = new UserCount();
  private final LongAdder plannedStarts = new LongAdder();
  private final LongAdder startsInTime = new LongAdder();
  private final LongAdder established = new LongAdder();
  private final ReadGauges gauges = new ReadGauges(this::lost);
  private final AbortReasons aborts = new AbortReasons();
  private final JournalWriter journal;
  private final JournalThread thread;
  private volatile boolean sealed;
  private volatile boolean elsewhere;
  private volatile IntervalListener listener = IntervalListener.NOBODY;
  private long lastCutMillis;

  private RunRecorder(
      Path folder, RunIdentity identity, RecorderSettings settings, LongSupplier nanoTime)
      throws IOException {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.startedAtNanos = nanoTime.getAsLong();
    this.figures = new LiveFigures(settings, this::lost);
    this.gate = new WitnessGate(settings.witnessesPerAnomaly());
    this.journal = JournalWriter.begin(folder, identity, this::lost);
    this.thread = new JournalThread(this::lost);
    gauge("users.active", users::alive);
    gauge("users.peak", users::peak);
    gauge("connections.open", connections::alive);
    gauge(SESSIONS_ESTABLISHED, established::sum);
    gauge(GeneratorGauges.STARTS_PLANNED, plannedStarts::sum);
    gauge(GeneratorGauges.STARTS_IN_TIME, startsInTime::sum);
  }

  /**
   * Begins to record a run. Its identity is on disk when this returns.
   *
   * @param runFolder created if absent; must hold no other run
   * @throws UncheckedIOException if the folder holds a run already, or cannot be written
   */
  public static RunRecorder start(Path runFolder, RunIdentity identity, RecorderSettings settings) {
    return start(runFolder, identity, settings, Duration.ZERO);
  }

  /** The same, open before the run's time begins: so long after this call, or at once. */
  public static RunRecorder start(
      Path runFolder, RunIdentity identity, RecorderSettings settings, Duration ahead) {
    long began = System.nanoTime() + ahead.toNanos();
    return start(runFolder, identity, settings, () -> Math.max(began, System.nanoTime()), ahead);
  }

  static RunRecorder start(
      Path runFolder,
      RunIdentity identity,
      RecorderSettings settings,
      LongSupplier nanoTime,
      Duration ahead) {
    long called = System.nanoTime();
    try {
      RunRecorder recorder = new RunRecorder(runFolder, identity, settings, nanoTime);
      Duration first = ahead.plus(settings.interval()).plusNanos(called - System.nanoTime());
      recorder.thread.every(first, settings.interval(), recorder::writeInterval);
      return recorder;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The plan calls for a reconnection, which must end in exactly one {@link #judged}. */
  public void planned(Cohorts of) {
    if (!sealed) {
      figures.planned(of);
    }
  }

  /** A reconnection that was planned turned out to belong to a further cohort. */
  public void joined(Cohort further) {
    if (!sealed) {
      figures.planned(further);
    }
  }

  @Override
  public void judged(JudgedReturn judged) {
    if (sealed) {
      return;
    }
    if (judged.counted()) {
      figures.judged(judged.cohorts(), judged.judgement());
    }
    judged.times().forEach(it -> figures.latency(it.phase(), it.cohorts(), it.micros()));
    tell(judged.judgement().findings(), judged.witness());
  }

  @Override
  public void found(FoundBeside found) {
    if (!sealed) {
      tell(found.findings(), found.witness());
    }
  }

  /**
   * A part of a session's life was timed.
   *
   * @param micros microseconds; below 0 counts as 0, above the longest as that
   */
  public void latency(Phase phase, Cohorts of, long micros) {
    if (!sealed) {
      figures.latency(phase, of, micros);
    }
  }

  /**
   * How late the generator itself acted.
   *
   * @param micros microseconds after the intended instant; below 0 counts as 0
   */
  public void lag(long micros) {
    latency(Phase.LAG, Cohorts.all(), micros);
  }

  /** The plan calls for so many more reconnections to begin, each at its own instant. */
  public void plannedStarts(long howMany) {
    if (!sealed) {
      plannedStarts.add(howMany);
    }
  }

  /**
   * A reconnection began.
   *
   * @param lateMicros microseconds after its planned instant; at most the settings' tolerance
   *     counts as begun within its time
   */
  public void started(long lateMicros) {
    if (!sealed && lateMicros <= settings.startTolerance().toNanos() / 1_000) {
      startsInTime.increment();
    }
  }

  /**
   * Something was done to a connection or to the backend, so that the course of the run shows it.
   *
   * @param name of a closed list, such as a fault's id or {@code backend-killed}
   */
  public void event(String name) {
    if (!sealed) {
      figures.event(name);
    }
  }

  /**
   * The same with a detail, such as a cause; it stands in the event's name as {@link
   * RunRecord#detailed} tells. Of many different details of one event, later ones are counted
   * together.
   */
  public void event(String name, String detail) {
    figures.event(name, detail);
  }

  /** A session was established: its first conversation was acknowledged and answered. */
  public void sessionEstablished() {
    established.increment();
  }

  /** A virtual user began. */
  public void userStarted() {
    users.began();
  }

  /** A virtual user ended. */
  public void userEnded() {
    users.ended();
  }

  /** A connection was opened. */
  public void connectionOpened() {
    connections.began();
  }

  /** A connection was closed. */
  public void connectionClosed() {
    connections.ended();
  }

  /**
   * Has a value read at the end of each interval, on the journal's thread.
   *
   * @param name what is read, ending with its unit if it has one
   * @param value must not block; a value that is not finite is left out
   */
  public void gauge(String name, DoubleSupplier value) {
    gauges.put(name, value);
  }

  /**
   * Has each interval told to a listener as well, after it is on disk; beside those before it.
   *
   * @param follower must neither block nor throw
   */
  public synchronized void follow(IntervalListener follower) {
    listener = listener.and(follower);
  }

  /** The load is made elsewhere: intervals come by {@link #elsewhere}, and none is cut here. */
  public void recordsElsewhere() {
    elsewhere = true;
  }

  /** Writes what processes elsewhere did in an interval; in the order in which it is called. */
  public void elsewhere(SpanSum sum) {
    thread.soon(
        () -> {
          HistogramLines lines = new HistogramLines();
          Map<String, Double> own = gauges.after(Map.of());
          Interval whole = sum.interval(lines, lastCutMillis, figures.cutEvents(), own, listener);
          lastCutMillis = whole.toMillis();
          write(whole, lines);
        });
  }

  /** Whether the disk keeps up with {@link #elsewhere}: each that waits for it takes megabytes. */
  public boolean takesFromElsewhere() {
    return thread.keepsUp();
  }

  /** Keeps a witness from elsewhere. */
  public void witness(Witness told) {
    thread.soon(() -> journal.witness(told));
  }

  /**
   * Keeps a single measured figure; a later one of the same name replaces it.
   *
   * @param value in the unit that the name gives, as {@code backend.heap-after-gc-bytes.before}
   * @throws IllegalArgumentException if the value is not finite
   */
  public void sample(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("sample " + name + " must be finite, got: " + value);
    }
    NamedSample sample = new NamedSample(elapsedMillis(), name, value);
    thread.soon(() -> journal.sample(sample));
  }

  /**
   * The run can say nothing, for this reason; it goes on all the same.
   *
   * @param reason one sentence, without secrets
   */
  public void abort(String reason) {
    if (!sealed) {
      lost(reason);
    }
  }

  /** The same for what is missing from the record itself, which counts to the very end. */
  private void lost(String reason) {
    if (aborts.add(reason)) {
      AbortReason found = new AbortReason(elapsedMillis(), reason);
      thread.soon(() -> journal.abort(found));
    }
  }

  /**
   * From now on nothing that happens to the load counts: something has ended the run, and what
   * follows would blame the target for it. Returns that are under way stay planned and unjudged.
   */
  public void seal() {
    sealed = true;
  }

  /**
   * Writes the last interval and the end mark. May be called again, and from a shutdown hook: the
   * first call counts, and each returns when all is on disk, or after 10 s.
   *
   * @param complete whether the run came to its planned end
   * @param endedBy why not, such as {@code SIGTERM}; empty when complete
   */
  public void finish(boolean complete, String endedBy) {
    thread.end(
        () -> {
          writeInterval();
          journal.end(new EndMark(complete, endedBy, aborts.all()));
          journal.close();
        },
        PATIENCE_AT_THE_END);
  }

  /** Ends a run that nobody finished. */
  @Override
  public void close() {
    finish(false, "closed before its end");
  }

  /** Cuts off an interval and writes it; on the journal's thread only. */
  private void writeInterval() {
    if (elsewhere) {
      return;
    }
    long from = lastCutMillis;
    long to = Math.max(from, elapsedMillis());
    lastCutMillis = to;
    HistogramLines lines = new HistogramLines();
    Map<String, Double> lateness = new HashMap<>();
    figures.cutHistograms(
        (series, histogram) -> {
          lines.add(from, to, series, histogram);
          if (series.phase() == Phase.LAG && series.cohort().equals(Cohort.ALL)) {
            lateness.putAll(GeneratorGauges.lateness(histogram));
          }
          if (series.cohort().equals(Cohort.ALL)) {
            listener.timed(series.phase(), histogram);
          }
        });
    write(figures.cut(from, to, gauges.after(lateness)), lines);
  }

  private void write(Interval interval, HistogramLines lines) {
    byte[] written = lines.take();
    journal.interval(interval, written);
    listener.written(interval, written);
    listener.ended(interval);
  }

  private void tell(List<Finding> findings, Supplier<Witness> witness) {
    if (findings.isEmpty()) {
      return;
    }
    Set<Anomaly> anomalies =
        findings.stream().map(Finding::anomaly).collect(Collectors.toUnmodifiableSet());
    figures.found(anomalies);
    if (gate.admits(anomalies)) {
      try {
        Witness told = witness.get();
        thread.soon(() -> journal.witness(told));
      } catch (RuntimeException e) {
        lost("a witness of " + anomalies + " cannot be told: " + e);
      }
    }
  }

  private long elapsedMillis() {
    return (nanoTime.getAsLong() - startedAtNanos) / 1_000_000;
  }
}
