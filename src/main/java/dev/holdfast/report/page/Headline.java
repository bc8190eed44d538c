package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.markup.Glyph;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happened and when, in the fewest words: for whoever looks at a page for ten seconds. */
final class Headline {

  private static final int MOST = 3;

  private Headline() {}

  /** What happened. */
  static String of(RunRecord run, Assessment assessment) {
    long broken = broken(run.total());
    if (assessment.verdict() == Verdict.PASS && broken > 0) {
      return broken(run, broken) + ": no more than the objectives allow, and each of them was met.";
    }
    if (assessment.verdict() != Verdict.FAIL) {
      return Glyph.meaning(assessment);
    }
    if (broken > 0) {
      return broken(run, broken) + found(run) + ".";
    }
    long missed = with(assessment, Status.MISSED);
    return missed > 0
        ? missed
            + " of "
            + Wording.count(assessment.objectives().size(), "objective", "objectives")
            + (missed == 1 ? " was" : " were")
            + " missed, though no return was broken."
        : "Nothing was missed, but "
            + Wording.count(with(assessment, Status.NOT_PROVEN), "objective is", "objectives are")
            + " not proven: the run is too small.";
  }

  /** After which losses most were broken; empty where all were lost alike, or none was broken. */
  static Optional<String> where(Map<Cohort, Tally> tallies) {
    List<Map.Entry<Cohort, Tally>> losses =
        tallies.entrySet().stream()
            .filter(each -> each.getKey().dimension().equals("disruption"))
            .toList();
    String worst =
        losses.stream()
            .filter(each -> broken(each.getValue()) > 0)
            .sorted(Comparator.comparingLong(each -> -broken(each.getValue())))
            .limit(MOST)
            .map(
                each ->
                    each.getKey().value()
                        + " "
                        + Wording.count(broken(each.getValue()))
                        + " of "
                        + Wording.count(each.getValue().judged()))
            .collect(Collectors.joining("; after "));
    return losses.size() < 2 || worst.isEmpty()
        ? Optional.empty()
        : Optional.of("broken after " + worst);
  }

  private static String broken(RunRecord run, long broken) {
    return Wording.count(broken)
        + " of "
        + Wording.count(run.total().judged(), "return was broken", "returns were broken");
  }

  private static long broken(Tally tally) {
    return tally.judged() - tally.kept();
  }

  /** The anomalies found most often, those first; few of them. */
  static List<Anomaly> foundMost(RunRecord run) {
    return run.anomalies().entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .sorted(Comparator.comparingLong(each -> -each.getValue()))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String found(RunRecord run) {
    String most =
        foundMost(run).stream()
            .map(each -> each.id() + " " + Wording.count(run.anomalies().getOrDefault(each, 0L)))
            .collect(Collectors.joining(", "));
    return most.isEmpty() ? "" : ": " + most;
  }

  private static long with(Assessment assessment, Status status) {
    return assessment.objectives().stream().filter(each -> each.status() == status).count();
  }
}
