package dev.holdfast.user;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.plan.ScenarioName.Compared;
import dev.holdfast.talk.Variety;
import java.util.function.BooleanSupplier;

/**
 * Which scenario a virtual user plays, and how its returns are counted.
 *
 * @param id the name in reports, such as {@code history}
 * @param byPlace whether returns to the same and to another place are told apart
 * @param byCycle whether the first, second, … return are told apart
 * @param byEvent whether what one event struck is timed apart; its judgements always are. In a run
 *     of many events that would take much memory
 * @param counted whether what is planned now counts; else it is judged all the same, and only what
 *     is found wrong is recorded
 * @param variety of what its users say
 */
public record ScenarioMetadata(
    String id,
    boolean byPlace,
    boolean byCycle,
    boolean byEvent,
    BooleanSupplier counted,
    Variety variety) {

  /** A scenario of another simulation: everything counts. */
  public static ScenarioMetadata named(String id) {
    return new ScenarioMetadata(id, false, false, true, () -> true, Variety.ALL);
  }

  /** The same scenario of users who say other things. */
  public ScenarioMetadata saying(Variety other) {
    return new ScenarioMetadata(id, byPlace, byCycle, byEvent, counted, other);
  }

  /** A scenario of the release gate: everything counts. */
  public static ScenarioMetadata of(ScenarioName name) {
    return new ScenarioMetadata(
        name.id(),
        name.compared() == Compared.BY_PLACE,
        name.compared() == Compared.BY_CYCLE,
        true,
        () -> true,
        name.hasContextsOfOneSize() ? Variety.WORDED : Variety.ALL);
  }
}
