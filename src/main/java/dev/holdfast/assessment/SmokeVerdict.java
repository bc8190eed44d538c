package dev.holdfast.assessment;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import dev.holdfast.objectives.Objective;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The verdict of a run that asks for no proof: PASS unless something broke. What came back whole
 * but late, was slow, grew, or was too little to tell is noted and does not fail it; nor does what
 * the generator's own lateness can explain.
 *
 * @param without the run without what lateness can explain
 * @param objectives what a full run would be held to
 * @param results theirs, in the same order
 * @param notes what else is to be told
 */
record SmokeVerdict(
    RunRecord run,
    RunRecord without,
    List<Objective> objectives,
    List<ObjectiveResult> results,
    List<String> notes) {

  /**
   * The verdict.
   *
   * @param invalid why the run can say nothing; empty if it can
   * @param bound lower bound of the continuity rate
   */
  Assessment given(List<String> invalid, double bound) {
    List<String> broke = broke();
    Verdict verdict =
        !invalid.isEmpty() ? Verdict.INVALID : broke.isEmpty() ? Verdict.PASS : Verdict.FAIL;
    List<String> reasons = new ArrayList<>(invalid);
    reasons.addAll(broke);
    List<String> told = new ArrayList<>(List.of(kept(verdict)));
    told.addAll(notes);
    String unmet =
        results.stream()
            .filter(each -> !each.met() && !breaking().contains(each.id()))
            .map(each -> each.title() + " (" + words(each.status()) + " here)")
            .collect(Collectors.joining("; "));
    if (!unmet.isEmpty()) {
      told.add(Assessor.NOT_ASKED + unmet);
    }
    return new Assessment(verdict, true, reasons, told, results, bound);
  }

  private String kept(Verdict verdict) {
    long late = broken(run, Cohort.ONLY_LATE);
    return "smoke run: "
        + Wording.count(run.total().kept())
        + " of "
        + Wording.count(run.total().judged())
        + " returns kept their session"
        + (late == 0 ? "" : ", " + Wording.count(late) + " more came back whole but late")
        + (verdict == Verdict.FAIL
            ? "; it fails because something broke, and is too short to prove a percentage"
            : "; it is too short to prove a percentage");
  }

  private List<String> broke() {
    List<String> reasons = new ArrayList<>();
    long notMerelyLate = notMerelyLate(without);
    long all = notMerelyLate(run);
    String anomalies =
        run.anomalies().entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .filter(each -> !each.getKey().isOfTime() || notMerelyLate > 0)
            .sorted(
                Map.Entry.<Anomaly, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(each -> each.getKey().id() + " " + Wording.count(each.getValue()))
            .collect(Collectors.joining(", "));
    if (notMerelyLate > 0 || !anomalies.isEmpty()) {
      reasons.add(
          Wording.count(all)
              + " of "
              + Wording.count(run.total().judged())
              + " returns were broken"
              + (all == notMerelyLate
                  ? ""
                  : ", "
                      + Wording.count(notMerelyLate)
                      + " of them while the generator was on time")
              + ": "
              + anomalies);
    }
    Set<String> breaking = breaking();
    results.stream()
        .filter(each -> each.status() == Status.MISSED && !each.explained())
        .filter(each -> breaking.contains(each.id()))
        .map(each -> each.reason("missed"))
        .forEach(reasons::add);
    return reasons;
  }

  private Set<String> breaking() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < objectives.size(); i++) {
      if (objectives.get(i).failsASmokeRun()) {
        ids.add(results.get(i).id());
      }
    }
    return ids;
  }

  private static long notMerelyLate(RunRecord of) {
    return of.total().judged() - of.total().kept() - broken(of, Cohort.ONLY_LATE);
  }

  private static long broken(RunRecord of, Cohort cohort) {
    Tally tally = of.tallies().getOrDefault(cohort, Tally.NONE);
    return tally.judged() - tally.kept();
  }

  private static String words(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
