package dev.holdfast.measure;

import dev.holdfast.continuity.model.Outcome;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts of planned reconnections and of their judgements.
 *
 * @param planned reconnections that the plan called for; not negative
 * @param outcomes how many ended in each outcome; every outcome is present
 */
public record Tally(long planned, Map<Outcome, Long> outcomes) {

  /** Nothing planned, nothing judged. */
  public static final Tally NONE = new Tally(0, Map.of());

  /** Completes the map with zeros. */
  public Tally {
    Map<Outcome, Long> complete = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      complete.put(outcome, outcomes.getOrDefault(outcome, 0L));
    }
    outcomes = complete;
  }

  /** Reconnections that ended in a judgement. */
  public long judged() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Judged reconnections whose promise was kept. */
  public long kept() {
    return judged() - outcomes.getOrDefault(Outcome.BROKEN, 0L);
  }

  /** Both together. */
  public Tally plus(Tally other) {
    Map<Outcome, Long> sum = new EnumMap<>(outcomes);
    other.outcomes.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
    return new Tally(planned + other.planned, sum);
  }
}
