package dev.holdfast.assessment;

import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run's verdict with its grounds.
 *
 * @param verdict PASS, FAIL or INVALID
 * @param smoke whether the run asked for no proof: a PASS then says only that nothing broke
 * @param reasons why it is not PASS: one line each, empty on PASS
 * @param notes what a reader of this verdict should know all the same, such as that the generator
 *     ran late; one line each
 * @param objectives all objectives, in the order of the plan
 * @param continuityLowerBound lower confidence bound of the continuity rate, 0 to 1
 */
public record Assessment(
    Verdict verdict,
    boolean smoke,
    List<String> reasons,
    List<String> notes,
    List<ObjectiveResult> objectives,
    double continuityLowerBound) {

  /** Copies the lists. */
  public Assessment {
    reasons = List.copyOf(reasons);
    notes = List.copyOf(notes);
    objectives = List.copyOf(objectives);
  }

  /** The verdict of a run that asked for proof, and of which there is nothing to note. */
  public Assessment(
      Verdict verdict,
      List<String> reasons,
      List<ObjectiveResult> objectives,
      double continuityLowerBound) {
    this(verdict, false, reasons, List.of(), objectives, continuityLowerBound);
  }

  /** The verdict for people: that of a smoke run is never without that word. */
  public String title() {
    return smoke ? verdict + " (smoke)" : verdict.name();
  }

  /** What the verdict is worth, as {@code verdict.json} names it: {@code smoke} or {@code full}. */
  public String proof() {
    return smoke ? "smoke" : "full";
  }

  /**
   * The same where the run can say nothing, for these reasons, which come before those of its own.
   *
   * @param because one sentence each; none leaves the verdict as it is
   */
  public Assessment invalidFor(List<String> because) {
    if (because.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(because);
    all.addAll(reasons);
    return new Assessment(Verdict.INVALID, smoke, all, notes, objectives, continuityLowerBound);
  }

  /**
   * Whether a list of the objectives that are not met says the same as that reason.
   *
   * @param why whether the list tells why each is not proven, beside what was measured
   */
  public boolean isTold(String reason, boolean why) {
    return reason.startsWith(Assessor.NOT_MEASURED)
        || objectives.stream()
            .filter(each -> !each.met())
            .filter(each -> why || each.status() != Status.NOT_PROVEN || each.why().isEmpty())
            .anyMatch(each -> reason.startsWith(each.reason(told(each.status()))));
  }

  private static String told(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
