package dev.holdfast.steps;

import dev.holdfast.plan.ScenarioName;
import java.util.function.BooleanSupplier;

/**
 * Which story a virtual user lives, and how its returns are counted.
 *
 * @param id the name in reports, such as {@code history}
 * @param byPlace whether returns to the same and to another place are told apart
 * @param byCycle whether the first, second, … return are told apart
 * @param byEvent whether what one event struck is timed apart; its judgements always are. In a run
 *     of many events that would take much memory
 * @param counted whether what is planned now counts; else it is judged all the same, and only what
 *     is found wrong is recorded
 */
public record Story(
    String id, boolean byPlace, boolean byCycle, boolean byEvent, BooleanSupplier counted) {

  /** A story of another simulation: everything counts. */
  public static Story named(String id) {
    return new Story(id, false, false, true, () -> true);
  }

  /** A story of the release gate: everything counts. */
  public static Story of(ScenarioName name) {
    return new Story(
        name.id(), name == ScenarioName.PLACE, name == ScenarioName.CONSISTENCY, true, () -> true);
  }
}
