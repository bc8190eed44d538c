package dev.holdfast.promises;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.evidence.Recount;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.soak.PartialRun;
import dev.holdfast.wording.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A recorded run whose returns were judged again, from the evidence of all of its injectors.
 *
 * <p>Where evidence was kept of a part of the sessions, the other judgements stand as recorded:
 * what is told is the recorded count, less the judgements that have evidence, plus these judged
 * again. So the same oracle tells exactly the run's own numbers.
 *
 * @param run with the outcomes and anomalies of the new judgements
 * @param recount of the evidence
 * @param assessment of the run by what it promised; INVALID where evidence and journal do not tell
 *     of the same returns
 */
public record Rejudged(RunRecord run, Recount recount, Assessment assessment) {

  /**
   * Judges a recorded run again.
   *
   * @throws IllegalArgumentException if it holds no promises that this version knows
   */
  public static Rejudged of(Path runFolder, OracleOf oracles) {
    RunRecord recorded = RunJournal.read(runFolder);
    Promises promises = PromisesJson.of(recorded.identity());
    Supplier<Recount> fresh =
        () -> new Recount(oracles.oracle(promises, dialect(recorded.identity())));
    Recount recount = fresh.get();
    recount.add(runFolder, recorded.identity());
    List<Path> parts = new ArrayList<>(PartFolders.in(runFolder));
    parts.addAll(PartFolders.fromElsewhere(runFolder));
    // No session is of two parts, so each is judged by itself, as many at once as there are
    // processors.
    parts.parallelStream().map(part -> recounted(part, fresh.get())).toList().forEach(recount::add);
    List<String> troubles = new ArrayList<>(recount.troubles());
    if (troubles.isEmpty()) {
      troubles.addAll(differences(recorded, recount, promises.evidenceShare() == 1));
    }
    RunRecord again = PartialRun.reported(troubles.isEmpty() ? with(recorded, recount) : recorded);
    return new Rejudged(again, recount, promises.assess(again, runFolder).invalidFor(troubles));
  }

  private static Recount recounted(Path part, Recount recount) {
    recount.add(part, RunJournal.identity(part));
    return recount;
  }

  /** The oracle for what was promised; may be asked for by several threads at once. */
  @FunctionalInterface
  public interface OracleOf {
    /**
     * That oracle.
     *
     * @param dialect the name of the dialect that the run spoke
     */
    Oracle oracle(Promises promises, String dialect);
  }

  /** Runs that were recorded before there was a choice spoke the native one. */
  private static String dialect(RunIdentity identity) {
    return identity.configuration().getOrDefault(ReachPlan.DIALECT, ReachPlan.NATIVE);
  }

  /**
   * Where evidence tells of other returns than the journal: one sentence each.
   *
   * @param all whether the evidence of all sessions was kept; else it may tell of fewer
   */
  private static List<String> differences(RunRecord recorded, Recount recount, boolean all) {
    List<String> differences = new ArrayList<>();
    recorded
        .total()
        .outcomes()
        .forEach(
            (outcome, count) ->
                differ(
                    differences,
                    outcome.id() + " returns",
                    count,
                    recount.live(Cohort.ALL).outcomes().getOrDefault(outcome, 0L),
                    all));
    recorded
        .anomalies()
        .forEach(
            (anomaly, count) ->
                differ(differences, anomaly.id(), count, recount.live(anomaly), all));
    long untimed = recorded.total().judged() - WholeRecording.timed(recorded);
    if (all && recorded.complete()) {
      differ(differences, "returns never begun", untimed, recount.neverBegun(), true);
    }
    return differences;
  }

  private static void differ(
      List<String> differences, String what, long journal, long evidence, boolean all) {
    if (all ? evidence != journal : evidence > journal) {
      differences.add(
          "evidence must tell of the same returns as the journal, got: "
              + Wording.count(evidence)
              + " "
              + what
              + " in the evidence, "
              + Wording.count(journal)
              + " in the journal");
    }
  }

  private static RunRecord with(RunRecord run, Recount recount) {
    Map<Cohort, Tally> tallies = new HashMap<>(run.tallies());
    tallies.replaceAll((cohort, tally) -> judged(tally, recount, cohort));
    Map<Anomaly, Long> anomalies = new EnumMap<>(Anomaly.class);
    run.anomalies()
        .forEach(
            (anomaly, count) ->
                anomalies.put(anomaly, count - recount.live(anomaly) + recount.again(anomaly)));
    return RunRecordBuilder.from(run).tallies(tallies).anomalies(anomalies).build();
  }

  private static Tally judged(Tally recorded, Recount recount, Cohort cohort) {
    Map<Outcome, Long> outcomes = new EnumMap<>(recorded.outcomes());
    recount
        .live(cohort)
        .outcomes()
        .forEach((outcome, count) -> outcomes.merge(outcome, -count, Long::sum));
    recount
        .again(cohort)
        .outcomes()
        .forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    return new Tally(recorded.planned(), outcomes);
  }
}
