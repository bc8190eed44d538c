package dev.holdfast.lateness;

import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where in a run the load generator itself was late.
 *
 * <p>An interval of the journal is late if the 99th percentile of the lag in it is above a limit,
 * or if the generator stood still in it for longer than another one. A return that is judged soon
 * after may have been hit as well, so what late intervals can explain reaches {@value
 * #REACH_MILLIS} ms beyond them.
 *
 * @param late intervals in which the generator was late, in order
 * @param inTime intervals that its lateness cannot reach, in order
 * @param reached intervals that it can: the late ones and those soon after, in order
 */
public record Lateness(List<Interval> late, List<Interval> inTime, List<Interval> reached) {

  /** As long as a client waits by default: later than that, it has given a return up. */
  static final long REACH_MILLIS = 5_000;

  /** Copies the lists. */
  public Lateness {
    late = List.copyOf(late);
    inTime = List.copyOf(inTime);
    reached = List.copyOf(reached);
  }

  /**
   * The lateness of a recorded run. An interval of which nobody knows how late the generator was
   * counts as late: it can rule nothing out. A run of which that was never recorded by interval
   * counts as one interval.
   *
   * @param maxLagP99 longest 99th percentile of the lag in an interval that is in time; positive
   * @param maxPause longest that the generator may stand still in it; positive
   */
  public static Lateness of(RunRecord run, Duration maxLagP99, Duration maxPause) {
    List<Interval> intervals =
        run.intervals().stream().anyMatch(each -> each.lagP99Millis().isPresent())
            ? run.intervals()
            : List.of(whole(run));
    List<Interval> late = new ArrayList<>();
    List<Interval> inTime = new ArrayList<>();
    List<Interval> reached = new ArrayList<>();
    long reach = Long.MIN_VALUE;
    for (Interval interval : intervals) {
      if (isLate(interval, millis(maxLagP99), millis(maxPause))) {
        late.add(interval);
        reach = interval.toMillis() + REACH_MILLIS;
      }
      (interval.fromMillis() < reach ? reached : inTime).add(interval);
    }
    return new Lateness(late, inTime, reached);
  }

  /** Whether a return was judged while the generator was late. */
  public boolean metReturns() {
    return judgedWhileLate() > 0;
  }

  /** Returns that were judged while the generator was late. */
  public long judgedWhileLate() {
    return late.stream().mapToLong(each -> each.total().judged()).sum();
  }

  /** The largest 99th percentile of the lag in any late interval, in milliseconds. */
  public double worstLagP99Millis() {
    return late.stream().mapToDouble(each -> each.lagP99Millis().orElse(0)).max().orElse(0);
  }

  /** Of several injectors on machines of their own, those that were latest in late intervals. */
  public Set<Integer> latestInjectors() {
    return late.stream()
        .flatMapToInt(each -> each.latestInjector().stream())
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The longest that the generator stood still in any late interval, in milliseconds. */
  public double longestPauseMillis() {
    return late.stream().mapToDouble(Lateness::pause).max().orElse(0);
  }

  private static boolean isLate(Interval interval, double maxLagP99, double maxPause) {
    double lag = interval.lagP99Millis().orElse(Double.POSITIVE_INFINITY);
    return lag > maxLagP99 || pause(interval) > maxPause;
  }

  /** A loop that does not run stands still, whether a collector stops it or anything else. */
  private static double pause(Interval interval) {
    return Math.max(interval.lagMaxMillis().orElse(0), interval.gcPauseMaxMillis().orElse(0));
  }

  private static Interval whole(RunRecord run) {
    boolean known = run.lag().getTotalCount() > 0;
    Map<String, Double> gauges =
        known
            ? Map.of(
                "generator.lag-p99-millis", run.generator().eventLoopLagP99Millis(),
                "generator.lag-max-millis", run.generator().eventLoopLagMaxMillis(),
                "generator.gc-pause-max-millis", run.generator().gcPauseMaxMillis())
            : Map.of();
    return new Interval(
        0, run.durationMillis(), run.tallies(), run.anomalies(), run.events(), gauges);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
