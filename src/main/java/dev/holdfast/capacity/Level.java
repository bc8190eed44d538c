package dev.holdfast.capacity;

import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One level that was measured and judged.
 *
 * @param load what was asked for, in the search's unit; above 0
 * @param hold how long it was held
 * @param verdict what it says of the target
 * @param reasons why it is not {@link LevelVerdict#HELD}; empty if it is
 * @param stoppedEarly whether it was given up before its end
 * @param figures its settled window
 * @param generator what it cost the generator
 * @param target what it took of the target's resources; a resource that the target does not tell is
 *     absent
 */
public record Level(
    double load,
    Hold hold,
    LevelVerdict verdict,
    List<String> reasons,
    boolean stoppedEarly,
    LevelFigures figures,
    GeneratorUse generator,
    Map<Resource, Usage> target) {

  /**
   * Copies what is mutable.
   *
   * @throws IllegalArgumentException if the load is not above 0, or reasons and verdict disagree
   */
  public Level {
    if (!(load > 0)) {
      throw new IllegalArgumentException("a level's load must be above 0, got: " + load);
    }
    if (reasons.isEmpty() != (verdict == LevelVerdict.HELD)) {
      throw new IllegalArgumentException(
          "a level that is " + verdict + " cannot have the reasons " + reasons);
    }
    reasons = List.copyOf(reasons);
    Map<Resource, Usage> ordered = new EnumMap<>(Resource.class);
    ordered.putAll(target);
    target = Collections.unmodifiableMap(ordered);
  }

  /**
   * Judges a level.
   *
   * <p>A generator at its limit comes first: what it measured then is itself. If it made the whole
   * load and every promise held all the same, they hold, for its lateness makes times longer and
   * never shorter. Broken promises come before Little's law, which an overloaded target breaks by
   * the work that piles up in it.
   */
  public static Level judged(
      double load,
      Hold hold,
      boolean stoppedEarly,
      LevelPromise promise,
      LevelFigures figures,
      GeneratorUse generator,
      Map<Resource, Usage> target) {
    List<String> broken = promise.broken(figures);
    List<String> reasons =
        broken.isEmpty() && generator.isLoadAsPlanned() ? List.of() : generator.limits();
    LevelVerdict verdict = LevelVerdict.INVALID;
    if (reasons.isEmpty()) {
      reasons = broken;
      verdict = LevelVerdict.BROKE;
    }
    LittlesLaw little = LittlesLaw.of(figures);
    if (reasons.isEmpty() && !little.holds()) {
      verdict = LevelVerdict.INVALID;
      reasons =
          List.of(
              String.format(
                  Locale.ROOT,
                  "Little's law: %.4g were counted at once, throughput and times say %.4g",
                  little.counted(),
                  little.implied()));
    }
    if (reasons.isEmpty()) {
      verdict = LevelVerdict.HELD;
    }
    return new Level(load, hold, verdict, reasons, stoppedEarly, figures, generator, target);
  }

  /**
   * The same level where something of the measurement itself went wrong.
   *
   * @param because what; empty if nothing did
   */
  public Level spoiled(List<String> because) {
    return because.isEmpty()
        ? this
        : new Level(
            load, hold, LevelVerdict.INVALID, because, stoppedEarly, figures, generator, target);
  }

  /** Whether a model of the target may be fitted to it: its times are not the generator's own. */
  public boolean tellsOfTheTarget() {
    return verdict != LevelVerdict.INVALID
        && generator.limits().isEmpty()
        && !stoppedEarly
        && figures.throughput() > 0;
  }
}
