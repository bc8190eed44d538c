package dev.holdfast.run.fleet;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.Witness;
import dev.holdfast.measure.generator.GeneratorWatch;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RecordedSpan;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.user.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What an injector records, on its own disk, and tells its run interval by interval. */
final class InjectorRecording {

  private final RunRecorder recorder;
  private final EvidenceFile evidence;
  private final Recording recording;
  private final GeneratorWatch watch;
  private final RunIdentity identity;
  private final Set<Executor> eventLoops = ConcurrentHashMap.newKeySet();
  private volatile Tally total = Tally.NONE;
  private final AtomicLong spans = new AtomicLong();

  /**
   * Opens it; it begins later.
   *
   * @param ahead after so long
   * @param folder where
   * @param index of the injector
   * @param run the name of the run
   * @param told takes each interval
   */
  InjectorRecording(
      Duration ahead,
      Path folder,
      int index,
      String run,
      String simulation,
      Instant startedAt,
      RunPlan plan,
      Consumer<byte[]> told) {
    this.identity =
        new RunIdentity(
            PartFolders.nameIn(run, PartFolders.fromElsewhere(folder, index)),
            simulation,
            startedAt,
            plan.load().timeScale(),
            plan.load().ownUsers(),
            plan.objectives().continuity(),
            plan.objectives().confidence(),
            plan.target().map(target -> target.shown()).orElse(RunIdentity.MOCK_BACKEND),
            plan.effective(),
            Map.of());
    this.recorder =
        RunRecorder.start(
            folder,
            identity,
            RecorderSettings.standard()
                .every(plan.reports().interval())
                .witnessing(plan.reports().witnesses()),
            ahead);
    recorder.follow(new Teller(told));
    this.watch = GeneratorWatch.start(recorder);
    this.evidence = EvidenceFile.create(folder, identity, recorder::abort);
    this.recording = new Recording(recorder, evidence.writer());
  }

  /**
   * Makes one that is thrown away, with one of each thing that is recorded: its classes are loaded
   * before the start is near, which takes a starved machine more than a second.
   *
   * @param beside in a folder that is made there, and goes again
   * @return intervals that it told
   * @throws IOException or an unchecked one, if nothing can be recorded there
   */
  static long rehearsed(Path beside, int index, RunPlan plan) throws IOException {
    Path folder = Files.createTempDirectory(beside, "rehearsal-");
    try {
      InjectorRecording thrownAway =
          new InjectorRecording(
              Duration.ZERO,
              folder,
              index,
              "rehearsal",
              "Rehearsal",
              Instant.now(),
              plan,
              span -> {});
      try {
        thrownAway.recordOneOfEach();
      } finally {
        thrownAway.end("");
      }
      if (thrownAway.spans() == 0) {
        throw new IOException("an interval was not written");
      }
      return thrownAway.spans();
    } finally {
      delete(folder);
    }
  }

  private void recordOneOfEach() {
    RunRecorder its = recorder;
    Cohorts cohorts = Cohorts.of("scenario", "rehearsal");
    its.userStarted();
    its.sessionEstablished();
    its.connectionOpened();
    its.plannedStarts(1);
    its.started(0);
    its.lag(1);
    its.latency(Phase.CONNECT, cohorts, 1);
    its.event("rehearsal");
    its.sample("rehearsal", 1);
    its.planned(cohorts);
    its.judged(broken(cohorts));
  }

  /** Broken, so that a witness is written as well. */
  private static JudgedReturn broken(Cohorts cohorts) {
    List<Finding> findings = List.of(new Finding(Anomaly.NO_ANSWER, "", ""));
    Judgement judgement = new Judgement(Outcome.BROKEN, GapClass.BRIEF, findings);
    return JudgedReturn.counted(
        cohorts,
        judgement,
        () ->
            new Witness(Instant.now(), "", "", 1, "", "", "", Outcome.BROKEN, findings, List.of()));
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      // A few files in the system's temporary folder harm nobody.
    }
  }

  Recording recording() {
    return recording;
  }

  RunRecorder recorder() {
    return recorder;
  }

  RunIdentity identity() {
    return identity;
  }

  void watchLoop(Executor eventLoop) {
    if (eventLoops.add(eventLoop)) {
      watch.watchLoop(eventLoop);
    }
  }

  /** Ends it: all is on disk and told when this returns. */
  void end(String endedBy) {
    watch.close();
    recording.end();
    evidence.close();
    recorder.finish(endedBy.isEmpty(), endedBy);
  }

  /** Intervals so far. */
  long spans() {
    return spans.get();
  }

  /** All that was counted so far. */
  Tally total() {
    return total;
  }

  /** Passes intervals on, as they are written. */
  private final class Teller implements IntervalListener {

    private final Consumer<byte[]> told;

    Teller(Consumer<byte[]> told) {
      this.told = told;
    }

    @Override
    public void timed(Phase phase, Histogram micros) {
      // It is in the lines.
    }

    @Override
    public void written(Interval interval, byte[] histogramLines) {
      total = total.plus(interval.total());
      long number = spans.incrementAndGet();
      told.accept(new RecordedSpan(number, interval, histogramLines).encoded());
    }

    @Override
    public void ended(Interval interval) {
      // It was written before.
    }
  }
}
