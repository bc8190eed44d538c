package dev.holdfast.run.fleet;

import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.generator.GeneratorWatch;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RecordedSpan;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.user.Recording;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
            plan.target().map(target -> target.shown()).orElse("mock backend"),
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
