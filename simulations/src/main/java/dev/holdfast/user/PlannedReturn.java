package dev.holdfast.user;

import dev.holdfast.plan.Loss;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One reconnection that a scenario plans for a virtual user.
 *
 * @param gap how long to stay away, already at the run's time scale
 * @param loss how the connection is lost
 * @param moves whether the client comes back from another place
 * @param entitled whether the token that it comes back with gives it a right to its session
 * @param groups further cohorts that it is told apart by: value by dimension
 */
public record PlannedReturn(
    Duration gap, Loss loss, boolean moves, boolean entitled, Map<String, String> groups) {

  /** Copies the groups. */
  public PlannedReturn {
    groups = Map.copyOf(groups);
  }

  /** A clean close and a return to the same place. */
  public static PlannedReturn after(Duration gap) {
    return new PlannedReturn(gap, Loss.CLOSE, false, true, Map.of());
  }

  /** The same, from another place. */
  public PlannedReturn moving() {
    return new PlannedReturn(gap, loss, true, entitled, groups);
  }

  /** The same, lost in another way. */
  public PlannedReturn by(Loss other) {
    return new PlannedReturn(gap, other, moves, other != Loss.INTRUDER && entitled, groups);
  }

  /** The same, with a token that gives no right to the session. */
  public PlannedReturn unentitled() {
    return new PlannedReturn(gap, loss, moves, false, groups);
  }

  /** The same, told apart from others by a cohort of its own. */
  public PlannedReturn in(String dimension, String value) {
    Map<String, String> more = new TreeMap<>(groups);
    more.put(dimension, value);
    return new PlannedReturn(gap, loss, moves, entitled, more);
  }
}
