package dev.holdfast.cli;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Workflow;
import dev.holdfast.dialect.choice.Dialects;
import dev.holdfast.dialect.holdfast.NativeDialect;
import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.evidence.SessionEvidence;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.FoundBeside;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.Witness;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs on disk with the evidence of each return, as a simulation leaves them. */
final class JudgedRuns {

  private static final Cohorts COHORTS = Cohorts.of("scenario", "history", "gap", "brief");
  private static final int OPEN = 2_000;

  private JudgedRuns() {}

  /**
   * Writes a large run by hand, to see in how much memory it is judged again: {@code
   * JudgedRuns.main(folder, sessions, returns)}.
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    record(
        folder,
        RecordedRuns.identity(folder),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]),
        OPEN);
  }

  /** A few sessions with four returns each. */
  static Path record(Path folder, RunIdentity identity, int sessions) {
    return record(folder, identity, sessions, 4, Math.min(sessions, 3));
  }

  /**
   * Records a run in which a message is lost in every seventh session, every ninth ends before its
   * last return, and something is found beside the returns of every eleventh.
   *
   * @param open sessions that are open at once, whose returns come by turns
   */
  private static Path record(
      Path folder, RunIdentity identity, int sessions, int returns, int open) {
    RunRecorder recorder = RunRecorder.start(folder, identity, RecorderSettings.standard());
    try (EvidenceFile file =
        EvidenceFile.create(
            folder,
            identity,
            trouble -> {
              throw new AssertionError(trouble);
            })) {
      recorder.userStarted();
      for (int first = 0; first < sessions; first += open) {
        List<ScenarioTemplate> lives = new ArrayList<>();
        for (int number = first; number < Math.min(sessions, first + open); number++) {
          lives.add(new ScenarioTemplate(recorder, file, number, returns));
        }
        for (int cycle = 1; cycle <= returns; cycle++) {
          for (ScenarioTemplate life : lives) {
            life.comeBack(cycle, cycle == returns);
          }
        }
        lives.forEach(ScenarioTemplate::end);
      }
    }
    recorder.lag(100);
    recorder.userEnded();
    recorder.finish(true, "");
    return folder;
  }

  /** One session, as long as it lasts. */
  private static final class ScenarioTemplate {
    private final RunRecorder recorder;
    private final int number;
    private final SessionEvidence evidence;
    private final Ledger ledger;
    private final Oracle oracle = Dialects.oracle(new NativeDialect(), ContinuityPolicy.standard());
    private final List<Message> history = new ArrayList<>();

    ScenarioTemplate(RunRecorder recorder, EvidenceFile file, int number, int returns) {
      this.recorder = recorder;
      this.number = number;
      this.evidence =
          new SessionEvidence(file.writer(), "user-" + number, "s-" + number, text -> null);
      this.ledger = new Ledger("s-" + number, evidence, evidence);
      recorder.plannedStarts(returns);
      for (int each = 0; each < returns; each++) {
        recorder.planned(COHORTS);
        recorder.started(0);
      }
    }

    void comeBack(int cycle, boolean last) {
      if (last && number % 9 == 8) {
        Judgement never = broken(Anomaly.NO_ANSWER);
        tell(JudgedReturn.counted(COHORTS, never, this::witness));
        return;
      }
      say(cycle);
      boolean loses = last && number % 7 == 6;
      Reconnection came = reconnection(cycle, loses ? history.size() - 1 : history.size());
      ledger.connectionLost();
      Judgement judgement = oracle.judge(ledger, came);
      tell(JudgedReturn.counted(COHORTS, judgement, this::witness).after(came));
      ledger.adopt(came, judgement);
      recorder.latency(Phase.CONNECT, COHORTS, 2_000);
      recorder.latency(Phase.RESTORE, COHORTS, 4_000);
    }

    private void tell(JudgedReturn judged) {
      recorder.judged(judged);
      evidence.judged(judged);
    }

    private void say(int cycle) {
      String id = "m-" + cycle;
      String text = "message " + cycle + " of user " + number + ", " + "x".repeat(400);
      ledger.sent(id, text, Memory.EMPTY, false);
      long seq = history.size() + 1L;
      ledger.observe(new ServerEvent.Acked(id, seq, seq));
      history.add(new Message(seq, id, Role.USER, text, null));
    }

    private Reconnection reconnection(int cycle, int messages) {
      long version = history.size();
      return new Reconnection(
          cycle,
          true,
          true,
          Gap.of(Duration.ofMillis(20)),
          Admission.admitted(),
          List.of(
              new ServerEvent.Established("s-" + number, true, true, true, false, version),
              new ServerEvent.History(List.copyOf(history.subList(0, messages)), version),
              new ServerEvent.Context(
                  "s-" + number, Memory.EMPTY, Workflow.NONE, List.of(), version)),
          Duration.ofMillis(4),
          false);
    }

    void end() {
      if (number % 11 == 10) {
        List<Finding> findings = broken(Anomaly.DUPLICATED_MESSAGE).findings();
        FoundBeside beside = new FoundBeside(findings, this::witness);
        recorder.found(beside);
        evidence.found(beside);
      }
      evidence.ended();
    }

    private static Judgement broken(Anomaly anomaly) {
      return new Judgement(
          Outcome.BROKEN, GapClass.BRIEF, List.of(new Finding(anomaly, "more", "less")));
    }

    private Witness witness() {
      return new Witness(
          Instant.EPOCH,
          "history",
          "s-" + number,
          1,
          "close",
          "same",
          "brief 20 ms",
          Outcome.BROKEN,
          broken(Anomaly.LOST_MESSAGE).findings(),
          List.of());
    }
  }

  /** Two recordings as one run of two injectors. */
  static Path recordTwoInjectors(Path folder, RunIdentity identity) {
    record(folder, identity, 100);
    Path part = folder.resolve("injector-2");
    record(part, named(identity, identity.run() + "/injector-2"), 60);
    return folder;
  }

  /** The same run under another name. */
  static RunIdentity named(RunIdentity identity, String name) {
    return new RunIdentity(
        name,
        identity.simulation(),
        identity.startedAt(),
        identity.timeScale(),
        identity.plannedUsers(),
        identity.requiredContinuity(),
        identity.confidence(),
        identity.target(),
        Map.of(),
        Map.of(),
        identity.promises());
  }
}
