package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.lateness.Span;
import dev.holdfast.markup.Glyph;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happened and when, in the fewest words: for whoever looks at a page for ten seconds. */
final class Headline {

  private static final int MOST = 3;
  private static final int MOST_MISSED = 2;

  /** From so many on it is worth telling when they were broken, if all were in such a part. */
  private static final int SEVERAL = 3;

  private static final int PART = 3;

  private static final String LOSS = "disruption";

  /** Separates what was measured from what it is made of. */
  private static final String DETAILS = "; ";

  /** How the ids of objectives begin that allow no return of some kind. */
  private static final String NONE_MAY_BE = "no-";

  /** Objectives of the share of returns that kept their session. */
  private static final Set<String> OF_KEPT = Set.of("continuity", "kept");

  private Headline() {}

  /** What happened. */
  static String of(RunRecord run, Assessment assessment) {
    if (assessment.verdict() == Verdict.PASS) {
      boolean mock = run.identity().target().startsWith(RunIdentity.MOCK_BACKEND);
      return Glyph.meaning(assessment)
          + (mock ? " The target was the backend that comes with Holdfast." : "");
    }
    if (assessment.verdict() == Verdict.INVALID) {
      List<String> reasons = assessment.reasons();
      return !reasons.isEmpty() && reasons.get(0).startsWith(Assessor.LATE)
          ? "The load generator was too slow, so this run can say nothing about its target."
          : Glyph.meaning(assessment);
    }
    List<ObjectiveResult> missed = missed(assessment);
    if (isAboutWhatBroke(run, assessment)) {
      return broken(run, broken(run.total())) + found(run) + ".";
    }
    if (assessment.smoke() && !assessment.reasons().isEmpty()) {
      // A smoke run is asked for few of its objectives.
      return assessment.reasons().get(0) + ".";
    }
    return missed.isEmpty()
        ? "Nothing was missed, but "
            + Wording.count(notProven(assessment), "objective is", "objectives are")
            + " not proven or not measured."
        : inWords(missed) + ".";
  }

  /**
   * What broke although the headline is about something else; empty where nothing is to be told.
   */
  static String beside(RunRecord run, Assessment assessment) {
    if (assessment.verdict() == Verdict.INVALID || isAboutWhatBroke(run, assessment)) {
      return "";
    }
    long broken = assessment.smoke() ? notMerelyLate(run) : broken(run.total());
    if (broken == 0) {
      return assessment.verdict() == Verdict.PASS ? "" : "No return was broken.";
    }
    List<ObjectiveResult> forbidding =
        assessment.objectives().stream()
            .filter(each -> isOfKept(each) || each.id().startsWith(NONE_MAY_BE))
            .filter(each -> !each.met())
            .toList();
    String why = "; the objectives allow that.";
    if (!forbidding.isEmpty()) {
      why =
          forbidding.stream().allMatch(ObjectiveResult::explained)
              ? "; the generator's own lateness can explain that."
              : ".";
    }
    return broken(run, broken) + found(run) + why;
  }

  /** Whether it is about objectives other than the share of returns that were kept. */
  static boolean namesWhatWasMissed(RunRecord run, Assessment assessment) {
    return assessment.verdict() == Verdict.FAIL
        && !assessment.smoke()
        && !isAboutWhatBroke(run, assessment)
        && !missed(assessment).isEmpty();
  }

  /** Whether it is about returns that broke. */
  static boolean isAboutWhatBroke(RunRecord run, Assessment assessment) {
    if (assessment.verdict() != Verdict.FAIL) {
      return false;
    }
    if (assessment.smoke()) {
      return notMerelyLate(run) > 0;
    }
    return broken(run.total()) > 0
        && assessment.objectives().stream()
            .anyMatch(each -> isOfKept(each) && !each.met() && !each.explained());
  }

  /** The reasons of an assessment that are told here already. */
  static List<String> told(RunRecord run, Assessment assessment) {
    if (!namesWhatWasMissed(run, assessment)) {
      return List.of();
    }
    return missed(assessment).stream()
        .limit(MOST_MISSED)
        .filter(each -> !each.measured().contains(DETAILS))
        .map(each -> each.reason("missed"))
        .toList();
  }

  /** What speaks against the target, and not what the generator's lateness explains. */
  private static List<ObjectiveResult> missed(Assessment assessment) {
    return assessment.objectives().stream()
        .filter(each -> each.status() == Status.MISSED && !each.explained())
        .toList();
  }

  private static boolean isOfKept(ObjectiveResult missed) {
    return OF_KEPT.contains(missed.id());
  }

  private static String inWords(List<ObjectiveResult> missed) {
    String first =
        missed.stream().limit(MOST_MISSED).map(Headline::inWords).collect(Collectors.joining("; "));
    return missed.size() > MOST_MISSED
        ? first + "; and " + (missed.size() - MOST_MISSED) + " more"
        : first;
  }

  /**
   * When all that broke came back, where that is a small part of the run; empty where it is not.
   */
  static Optional<Span> when(RunRecord run) {
    List<Interval> worse =
        run.intervals().stream()
            .filter(each -> broken(each.tallies().getOrDefault(Cohort.ALL, Tally.NONE)) > 0)
            .toList();
    if (worse.isEmpty() || broken(run.total()) < SEVERAL) {
      return Optional.empty();
    }
    long from = worse.get(0).fromMillis();
    long to = worse.get(worse.size() - 1).toMillis();
    return (to - from) * PART > run.durationMillis()
        ? Optional.empty()
        : Optional.of(new Span(from, to));
  }

  /** The losses after which most were broken, those first; few of them. */
  static List<String> worstLosses(Map<Cohort, Tally> tallies) {
    return worst(tallies).stream().limit(MOST).map(each -> each.getKey().value()).toList();
  }

  /** After which losses most were broken; empty where all were lost alike, or none was broken. */
  static Optional<String> where(Map<Cohort, Tally> tallies) {
    List<Map.Entry<Cohort, Tally>> worst = worst(tallies);
    long losses = tallies.keySet().stream().filter(Headline::isOfLoss).count();
    if (losses < 2 || worst.isEmpty()) {
      return Optional.empty();
    }
    String named =
        worst.stream()
            .limit(MOST)
            .map(
                each ->
                    each.getKey().value()
                        + " "
                        + Wording.count(broken(each.getValue()))
                        + " of "
                        + Wording.count(each.getValue().judged()))
            .collect(Collectors.joining("; after "));
    long others = worst.stream().skip(MOST).mapToLong(each -> broken(each.getValue())).sum();
    return Optional.of(
        "broken after "
            + named
            + (others == 0 ? "" : "; after other losses " + Wording.count(others)));
  }

  /** Each loss after which some were broken, the worst first. */
  private static List<Map.Entry<Cohort, Tally>> worst(Map<Cohort, Tally> tallies) {
    return tallies.entrySet().stream()
        .filter(each -> isOfLoss(each.getKey()) && broken(each.getValue()) > 0)
        .sorted(Comparator.comparingLong(each -> -broken(each.getValue())))
        .toList();
  }

  private static boolean isOfLoss(Cohort cohort) {
    return cohort.dimension().equals(LOSS);
  }

  private static String broken(RunRecord run, long broken) {
    long judged = run.total().judged();
    return Wording.count(broken)
        + " of "
        + Wording.count(judged, "return", "returns")
        + (broken == 1 ? " was broken" : " were broken");
  }

  /** What fails a smoke run, of which what came back whole but late does not. */
  private static long notMerelyLate(RunRecord run) {
    return broken(run.total()) - broken(run.tallies().getOrDefault(Cohort.ONLY_LATE, Tally.NONE));
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
    long found = run.anomalies().values().stream().mapToLong(Long::longValue).sum();
    long kinds = run.anomalies().values().stream().filter(each -> each > 0).count();
    String more =
        kinds > MOST ? " and " + Wording.count(kinds - MOST, "more kind", "more kinds") : "";
    String several = found > broken(run.total()) ? " (some show several)" : "";
    return most.isEmpty() ? "" : ": " + most + more + several;
  }

  private static String inWords(ObjectiveResult missed) {
    String measured = missed.measured().split(DETAILS, 2)[0];
    return missed.title() + " missed: " + measured + ", required " + missed.required();
  }

  private static long notProven(Assessment assessment) {
    return assessment.objectives().stream()
        .filter(each -> each.status() == Status.NOT_PROVEN || each.status() == Status.NOT_MEASURED)
        .count();
  }
}
