package dev.holdfast.plan;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The gaps that virtual users leave, at time scale 1; none is negative.
 *
 * @param history of the scenario of that name
 * @param memory of the scenario of that name
 * @param place of the scenario of that name
 * @param performance of the scenario of that name
 * @param brief of the scenario gaps, like the next two
 * @param medium see {@code brief}
 * @param extended see {@code brief}
 * @param edge how far from the two limits the scenario gaps also comes back; above 0
 */
public record GapPlan(
    Duration history,
    Duration memory,
    Duration place,
    Duration performance,
    Duration brief,
    Duration medium,
    Duration extended,
    Duration edge) {

  /** The longest of them. */
  public Duration longest() {
    return Stream.of(history, memory, place, performance, brief, medium, extended)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  static GapPlan of(Values values) {
    return new GapPlan(
        values.notNegative("holdfast.gaps.history"),
        values.notNegative("holdfast.gaps.memory"),
        values.notNegative("holdfast.gaps.place"),
        values.notNegative("holdfast.gaps.performance"),
        values.notNegative("holdfast.gaps.brief"),
        values.notNegative("holdfast.gaps.medium"),
        values.notNegative("holdfast.gaps.extended"),
        values.positive("holdfast.gaps.edge"));
  }
}
