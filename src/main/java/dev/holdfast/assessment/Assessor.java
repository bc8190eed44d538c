package dev.holdfast.assessment;

import dev.holdfast.lateness.Lateness;
import dev.holdfast.lateness.TimedWithin;
import dev.holdfast.lateness.WithoutLateness;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ContinuityObjective;
import dev.holdfast.objectives.Objective;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives the verdict of a recorded run. A run that can say nothing is INVALID whatever its figures;
 * else one objective that is not met is enough to FAIL, unless the generator's own lateness can
 * explain it: then the run cannot say whose fault it is, and is INVALID.
 */
public final class Assessor {

  /** Begins the reason that names all objectives of which nothing was measured. */
  public static final String NOT_MEASURED = "not measured: ";

  /** Begins the note that names what a smoke run is not held to, and does not meet. */
  public static final String NOT_ASKED = "a full run would ask for this as well: ";

  /** How the reason begins that the generator was late. */
  public static final String LATE = "the generator ran late in ";

  private final Function<RunRecord, List<Objective>> promises;
  private final ValidityRules rules;

  private Assessor(Function<RunRecord, List<Objective>> promises, ValidityRules rules) {
    this.promises = promises;
    this.rules = rules;
  }

  /**
   * Holds runs to these promises.
   *
   * @param objectives in the order in which they are reported; at least one
   * @throws IllegalArgumentException if there is no objective, which every run would meet
   */
  public Assessor(List<? extends Objective> objectives, ValidityRules rules) {
    this(always(objectives), rules);
  }

  /**
   * Holds a run to promises that look at its course.
   *
   * @param promises the objectives for what a run recorded, in the order in which they are reported
   */
  public static Assessor byCourse(
      Function<RunRecord, List<Objective>> promises, ValidityRules rules) {
    return new Assessor(promises, rules);
  }

  /**
   * The verdict of a run whose times are known as a whole only: whatever was missed while the
   * generator was late anywhere may then be its own doing.
   */
  public Assessment assess(RunRecord run) {
    return assess(run, TimedWithin.UNKNOWN);
  }

  /**
   * The verdict, with each objective's result and all that speaks against the run.
   *
   * @param timed tells the times of some of the run's intervals
   */
  public Assessment assess(RunRecord run, TimedWithin timed) {
    List<Objective> objectives = promises.apply(run);
    Lateness lateness = rules.lateness(run);
    RunRecord without = WithoutLateness.of(run, lateness, timed);
    List<ObjectiveResult> results = explained(run, objectives, lateness, without);
    double bound = continuityLowerBound(run, objectives);
    List<String> invalid = rules.violatedBy(run);
    List<String> notes = new ArrayList<>();
    rules.clockJump(run).filter(jump -> !told(invalid, jump)).ifPresent(notes::add);
    RefusedMessages.note(run).ifPresent(notes::add);
    NotJudged.note(run).ifPresent(notes::add);
    if (run.identity().smoke()) {
      return new SmokeVerdict(run, without, objectives, results, notes).given(invalid, bound);
    }
    Verdict verdict = verdict(invalid, results);
    List<String> reasons = new ArrayList<>(invalid);
    boolean late = !lateness.late().isEmpty();
    boolean explains = results.stream().anyMatch(ObjectiveResult::explained);
    if (verdict == Verdict.INVALID && explains) {
      reasons.add(LateWords.of(lateness, rules, run));
    } else if (late && lateness.metReturns()) {
      notes.add(
          0,
          LateWords.of(lateness, rules, run)
              + (verdict == Verdict.PASS
                  ? "; every objective was met all the same"
                  : "; that does not explain " + unexplained(results)));
    }
    reasons.addAll(unmet(results));
    return new Assessment(verdict, false, reasons, notes, results, bound);
  }

  /** By name what is missed in spite of what lateness explains. */
  private static String unexplained(List<ObjectiveResult> results) {
    String missed =
        results.stream()
            .filter(each -> each.status() == Status.MISSED && !each.explained())
            .map(ObjectiveResult::title)
            .collect(Collectors.joining(", "));
    return missed.isEmpty() ? "what is not met" : "why these are missed: " + missed;
  }

  /** Too little is no word against the target, so what is explained outweighs it. */
  private static Verdict verdict(List<String> invalid, List<ObjectiveResult> results) {
    if (!invalid.isEmpty()) {
      return Verdict.INVALID;
    }
    if (results.stream().anyMatch(each -> each.status() == Status.MISSED && !each.explained())) {
      return Verdict.FAIL;
    }
    if (results.stream().anyMatch(ObjectiveResult::explained)) {
      return Verdict.INVALID;
    }
    return results.stream().allMatch(ObjectiveResult::met) ? Verdict.PASS : Verdict.FAIL;
  }

  /** The results; of those that are not met, whether they would be without the lateness. */
  private List<ObjectiveResult> explained(
      RunRecord run, List<Objective> objectives, Lateness lateness, RunRecord without) {
    List<ObjectiveResult> results = objectives.stream().map(each -> each.judge(run)).toList();
    if (lateness.late().isEmpty() || results.stream().allMatch(ObjectiveResult::met)) {
      return results;
    }
    Map<String, ObjectiveResult> left =
        promises.apply(without).stream()
            .map(each -> each.judge(without))
            .collect(Collectors.toMap(ObjectiveResult::id, each -> each, (first, same) -> first));
    List<ObjectiveResult> told = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      ObjectiveResult result = results.get(i);
      Optional<String> explanation =
          objectives.get(i).canBeMissedByLateness(run)
              ? LateWords.explaining(result, left.get(result.id()))
              : Optional.empty();
      told.add(explanation.map(result::explainedBy).orElse(result));
    }
    return List.copyOf(told);
  }

  /**
   * What was missed, one line each; what is not proven, one line a reason; what was not measured.
   */
  private static List<String> unmet(List<ObjectiveResult> results) {
    List<String> reasons = new ArrayList<>();
    Map<String, List<ObjectiveResult>> unproven = new LinkedHashMap<>();
    List<String> unmeasured = new ArrayList<>();
    for (ObjectiveResult result : results) {
      switch (result.status()) {
        case MET -> {
          // Nothing speaks against the run.
        }
        case MISSED -> reasons.add(result.reason("missed"));
        case NOT_PROVEN ->
            unproven.computeIfAbsent(result.why(), why -> new ArrayList<>()).add(result);
        case NOT_MEASURED -> unmeasured.add(result.title());
      }
    }
    unproven.forEach((why, those) -> reasons.add(unproven(why, those)));
    if (unmeasured.size() == results.size()) {
      reasons.add("none of the " + unmeasured.size() + " objectives was measured");
    } else if (!unmeasured.isEmpty()) {
      reasons.add(NOT_MEASURED + String.join("; ", unmeasured));
    }
    return reasons;
  }

  /** What is not proven for one reason is told once, however many objectives it stands for. */
  private static String unproven(String why, List<ObjectiveResult> those) {
    return those.size() == 1 || why.isEmpty()
        ? those.stream().map(each -> each.reason("not proven")).collect(Collectors.joining("; "))
        : those.size() + " objectives: not proven, " + why;
  }

  private static double continuityLowerBound(RunRecord run, List<Objective> objectives) {
    ContinuityObjective promised =
        objectives.stream()
            .filter(ContinuityObjective.class::isInstance)
            .map(ContinuityObjective.class::cast)
            .findFirst()
            .orElseGet(
                () ->
                    new ContinuityObjective(
                        run.identity().requiredContinuity(), run.identity().confidence()));
    return promised.lowerBound(run);
  }

  private static boolean told(List<String> reasons, String what) {
    return reasons.stream().anyMatch(each -> each.startsWith(what));
  }

  private static Function<RunRecord, List<Objective>> always(List<? extends Objective> objectives) {
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException(
          "objectives must be at least one, got: none, which every run would meet");
    }
    List<Objective> copy = List.copyOf(objectives);
    return run -> copy;
  }
}
