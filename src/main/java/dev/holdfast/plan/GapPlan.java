package dev.holdfast.plan;

import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.settings.Values;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
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
 * @param noticedWithin how long a backend may take to notice that a connection has been closed;
 *     real time, untouched by the scale
 * @param mostCycles how often each virtual user of the scenario gaps comes back at most; 0 for as
 *     often as all others
 */
public record GapPlan(
    Duration history,
    Duration memory,
    Duration place,
    Duration performance,
    Duration brief,
    Duration medium,
    Duration extended,
    Duration edge,
    Duration noticedWithin,
    int mostCycles) {

  /**
   * What sockets and schedulers add to a gap, however short the edge is at the run's time scale;
   * real time.
   */
  private static final Duration UNSURE = Duration.ofMillis(50);

  /**
   * The gaps of the scenario gaps, in turn: one of each class, then just inside and just outside
   * the limits. The one above the longer limit is so much above it that it is too long even for a
   * backend that noticed the loss as late as it may: a nearer one could not be held against any.
   *
   * @param policy with the limits, at the run's time scale
   * @param scale shrinks a time to it
   */
  public List<Duration> round(ContinuityPolicy policy, UnaryOperator<Duration> scale) {
    Duration before = longer(scale.apply(edge), UNSURE);
    Duration after = longer(scale.apply(edge), noticedWithin.plus(UNSURE));
    return Stream.of(
            scale.apply(brief),
            scale.apply(medium),
            scale.apply(extended),
            policy.briefBelow().minus(before),
            policy.extendedAbove().minus(before),
            policy.extendedAbove().plus(after))
        .map(gap -> gap.isNegative() ? Duration.ZERO : gap)
        .toList();
  }

  /** How often each virtual user of the scenario gaps comes back under that load. */
  public int cycles(LoadPlan load) {
    return mostCycles == 0 ? load.cycles() : Math.min(mostCycles, load.cycles());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

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
        values.positive("holdfast.gaps.edge"),
        values.notNegative("holdfast.gaps.noticed-within"),
        values.count("holdfast.gaps.most-cycles"));
  }
}
