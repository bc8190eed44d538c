package dev.holdfast.cli;

import dev.holdfast.continuity.Anomaly;
import dev.holdfast.continuity.Judgement;
import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.Outcome;
import dev.holdfast.dialect.NativeDialect;
import dev.holdfast.evidence.Evidence;
import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.evidence.EvidenceReader;
import dev.holdfast.evidence.Rejudge;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.RunJournal;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import dev.holdfast.objectives.Assessment;
import dev.holdfast.promises.Promises;
import dev.holdfast.soak.SoakObjectives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Judges a recorded run again: every reconnection by the oracle, from the evidence on disk, then
 * the verdict.
 */
@Command(
    name = "judge",
    description =
        "Judges each reconnection of a recorded run again, from its evidence, and gives the"
            + " verdict.")
final class JudgeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN_FOLDER", description = "the folder of a run")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private Path folder;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RunRecord recorded = RunJournal.read(folder);
    Promises promises = Promises.of(recorded.identity());
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    Map<Anomaly, Long> anomalies = new EnumMap<>(Anomaly.class);
    long otherwise =
        judgeAll(
            new Rejudge(new Oracle(promises.policy(), new NativeDialect())), outcomes, anomalies);
    long judged = outcomes.values().stream().mapToLong(Long::longValue).sum();
    // Where evidence was kept of a share only, the recorded counts stand for the rest.
    boolean all = judged == recorded.total().judged() || promises.evidenceShare() == 1;
    RunRecord again = all || !isSoak(recorded) ? with(recorded, outcomes, anomalies) : recorded;
    Assessment assessment = promises.assess(again, folder);
    say(
        "%,d reconnections judged again, %,d of %,d recorded judgements differ",
        judged, otherwise, recorded.total().judged());
    anomalies.forEach((anomaly, count) -> say("%s %,d", anomaly.id(), count));
    say("%s", assessment.verdict());
    assessment.reasons().forEach(reason -> say("  %s", reason));
    return ExitCode.of(assessment.verdict());
  }

  private static boolean isSoak(RunRecord run) {
    return run.identity().simulation().equals(SoakObjectives.SIMULATION);
  }

  private long judgeAll(Rejudge judge, Map<Outcome, Long> outcomes, Map<Anomaly, Long> anomalies)
      throws IOException {
    long otherwise = 0;
    try (EvidenceReader evidence = EvidenceFile.read(folder)) {
      for (Evidence next = evidence.next(); next != null; next = evidence.next()) {
        Judgement judgement = judge.judge(next);
        outcomes.merge(judgement.outcome(), 1L, Long::sum);
        judgement.anomalies().forEach(anomaly -> anomalies.merge(anomaly, 1L, Long::sum));
        otherwise += judgement.equals(next.judgement()) ? 0 : 1;
      }
    }
    return otherwise;
  }

  private static RunRecord with(
      RunRecord run, Map<Outcome, Long> outcomes, Map<Anomaly, Long> anomalies) {
    Map<Cohort, Tally> tallies = new HashMap<>(run.tallies());
    tallies.put(Cohort.ALL, new Tally(run.total().planned(), outcomes));
    Map<Anomaly, Long> all = new EnumMap<>(Anomaly.class);
    for (Anomaly anomaly : Anomaly.values()) {
      all.put(anomaly, anomalies.getOrDefault(anomaly, 0L));
    }
    return new RunRecord(
        run.identity(),
        run.complete(),
        run.endedBy(),
        run.abortReasons(),
        run.durationMillis(),
        run.peakConcurrentUsers(),
        tallies,
        all,
        run.witnesses(),
        run.latencies(),
        run.intervals(),
        run.generator(),
        run.samples());
  }

  private void say(String format, Object... values) {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, format, values));
  }
}
