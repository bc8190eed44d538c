package dev.holdfast.cli;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.Witness;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.promises.PromisedRun;
import dev.holdfast.promises.Promises;
import dev.holdfast.promises.PromisesJson;
import dev.holdfast.settings.Configuration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Runs on disk, as a simulation leaves them. */
final class RecordedRuns {

  private static final Instant STARTED = Instant.parse("2026-11-20T14:03:21Z");

  private RecordedRuns() {}

  /**
   * Records a run.
   *
   * @param reconnections all planned and judged
   * @param lost how many of them lost a message
   * @param restoreMicros how long each restore takes, give or take a per cent
   */
  static Path record(Path folder, int reconnections, int lost, long restoreMicros) {
    return record(folder, identity(folder), reconnections, lost, restoreMicros);
  }

  /** The same of a run that is that one. */
  static Path record(
      Path folder, RunIdentity identity, int reconnections, int lost, long restoreMicros) {
    RunRecorder recorder = RunRecorder.start(folder, identity, RecorderSettings.standard());
    Cohorts cohorts = Cohorts.of("scenario", "history", "gap", "brief");
    recorder.userStarted();
    recorder.sessionEstablished();
    recorder.plannedStarts(reconnections);
    for (int i = 0; i < reconnections; i++) {
      recorder.planned(cohorts);
      recorder.started(0);
      boolean broken = i < lost;
      recorder.judged(
          JudgedReturn.counted(cohorts, broken ? lostMessage() : kept(), () -> witness(folder)));
      recorder.latency(Phase.CONNECT, cohorts, 2_000 + i % 20);
      recorder.latency(Phase.RESTORE, cohorts, restoreMicros + i % 100 * restoreMicros / 10_000);
    }
    recorder.lag(100);
    recorder.userEnded();
    recorder.finish(true, "");
    return folder;
  }

  /** A gate that promises what one user's history scenario does. */
  static RunIdentity identity(Path folder) {
    Properties own = new Properties();
    own.setProperty("holdfast.users", "1");
    own.setProperty("holdfast.scenarios", "history");
    own.setProperty("holdfast.backend.jwt-secret", "0123456789abcdef0123456789abcdef");
    return identity(folder, PromisedRun.GATE, RunPlan.of(Configuration.load(own, Map.of())));
  }

  /** A run of that kind and plan. */
  static RunIdentity identity(Path folder, PromisedRun kind, RunPlan plan) {
    return new RunIdentity(
        String.valueOf(folder.getFileName()),
        kind.simulation(),
        STARTED,
        plan.load().timeScale(),
        plan.load().users(),
        plan.objectives().continuity(),
        plan.objectives().confidence(),
        "mock backend",
        plan.effective(),
        Map.of(),
        PromisesJson.write(Promises.of(kind, plan)));
  }

  private static Judgement kept() {
    return new Judgement(Outcome.PRESERVED, GapClass.BRIEF, List.of());
  }

  private static Judgement lostMessage() {
    return new Judgement(
        Outcome.BROKEN,
        GapClass.BRIEF,
        List.of(new Finding(Anomaly.LOST_MESSAGE, "message m-1", "nothing")));
  }

  private static Witness witness(Path folder) {
    return new Witness(
        STARTED,
        "history",
        "s-" + folder.getFileName(),
        1,
        "close",
        "same",
        "brief 20 ms",
        Outcome.BROKEN,
        List.of(new Finding(Anomaly.LOST_MESSAGE, "message m-1", "nothing")),
        List.of("-20 ms  closed"));
  }
}
