package dev.holdfast.user;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.talk.Variety;
import java.util.Set;
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

  /** Where times are compared as finely as can be, the users' contexts are of one size. */
  private static final Set<ScenarioName> OF_ONE_SIZE =
      Set.of(
          ScenarioName.PLACE,
          ScenarioName.CONSISTENCY,
          ScenarioName.SERVICES,
          ScenarioName.PERFORMANCE);

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
        name == ScenarioName.PLACE,
        name == ScenarioName.CONSISTENCY,
        true,
        () -> true,
        OF_ONE_SIZE.contains(name) ? Variety.WORDED : Variety.ALL);
  }
}
