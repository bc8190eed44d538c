package dev.holdfast.warmup;

import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.generator.GeneratorWatch;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * A recording like that of a run, in a temporary folder that goes with it: so recording is warmed
 * too, and what throw-away users record cannot reach the run's.
 */
final class ThrowAwayRecording implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int WITNESSES = 1;

  private final Path folder;
  private final RunRecorder recorder;
  private final EvidenceFile evidence;
  private final GeneratorWatch watch;
  private final Set<Executor> eventLoops = ConcurrentHashMap.newKeySet();

  /** Begins. */
  ThrowAwayRecording(RunPlan plan, IntervalListener listener) {
    try {
      this.folder = Files.createTempDirectory("holdfast-warm-up-");
    } catch (IOException e) {
      throw new UncheckedIOException("the warm-up needs a temporary folder", e);
    }
    RecorderSettings standard = RecorderSettings.standard();
    RunIdentity identity =
        new RunIdentity(
            "warm-up",
            "WarmUp",
            Instant.now(),
            plan.load().timeScale(),
            plan.load().users(),
            plan.objectives().continuity(),
            plan.objectives().confidence(),
            "",
            Map.of(),
            Map.of());
    this.recorder =
        RunRecorder.start(
            folder,
            identity,
            new RecorderSettings(
                INTERVAL,
                WITNESSES,
                standard.longest(),
                standard.startTolerance(),
                standard.mostCohorts()));
    recorder.follow(listener);
    this.evidence = EvidenceFile.create(folder, identity, trouble -> {});
    this.watch = GeneratorWatch.start(recorder);
  }

  Recording recording() {
    return new Recording(recorder, evidence.writer());
  }

  /** Event loops whose lateness is to be seen. */
  void watchLoop(Executor eventLoop) {
    if (eventLoops.add(eventLoop)) {
      watch.watchLoop(eventLoop);
    }
  }

  @Override
  public void close() {
    watch.close();
    evidence.close();
    recorder.finish(true, "");
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      // A few files in the system's temporary folder harm nobody.
    }
  }
}
