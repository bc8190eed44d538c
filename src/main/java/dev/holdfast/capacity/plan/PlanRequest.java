package dev.holdfast.capacity.plan;

import dev.holdfast.wording.Wording;
import java.time.LocalDate;

/**
 * What a team plans for.
 *
 * @param users sessions open at the same time at the peak; at least 1
 * @param reconnectShare part of the users that reconnect in a second at the peak; at least 0
 * @param turnsPerUser turns of one user in a second at the peak; 0 if turns are not planned for
 * @param headroom part of each node's limit that is left free while all nodes are up; 0 to below 1
 * @param survive how many nodes may be lost at once; 0 to 1,000
 * @param stormSeconds over which the users of lost nodes come back; above 0
 * @param nodeContention share of the work that nodes do one after the other
 * @param growth part by which users grow in a month; at least 0
 * @param from the day from which they grow
 */
public record PlanRequest(
    long users,
    double reconnectShare,
    double turnsPerUser,
    double headroom,
    int survive,
    double stormSeconds,
    NodeContention nodeContention,
    double growth,
    LocalDate from) {

  /**
   * Over which users of lost nodes come back if nobody says otherwise: a usual cap of back-offs.
   */
  public static final double USUAL_STORM_SECONDS = 60;

  /** What pessimism assumes of a target that was measured on too few nodes to know. */
  public static final NodeContention USUAL_NODE_CONTENTION = NodeContention.assumed(0.01);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is outside its range, naming it
   */
  public PlanRequest {
    require(users >= 1, "users", "at least 1", (double) users);
    require(reconnectShare >= 0, "peak-reconnect", "at least 0", reconnectShare);
    require(turnsPerUser >= 0, "turns", "at least 0", turnsPerUser);
    require(headroom >= 0 && headroom < 1, "headroom", "0 % to below 100 %", headroom);
    require(survive >= 0 && survive <= 1_000, "survive", "0 to 1,000", survive);
    require(stormSeconds > 0, "storm", "above 0", stormSeconds);
    require(growth >= 0 && growth < 10, "growth", "0 % to below 1000 % a month", growth);
  }

  /** The same plan for another number of users. */
  PlanRequest users(long other) {
    return new PlanRequest(
        other,
        reconnectShare,
        turnsPerUser,
        headroom,
        survive,
        stormSeconds,
        nodeContention,
        growth,
        from);
  }

  PlanRequest reconnectShare(double other) {
    return new PlanRequest(
        users, other, turnsPerUser, headroom, survive, stormSeconds, nodeContention, growth, from);
  }

  PlanRequest headroom(double other) {
    return new PlanRequest(
        users,
        reconnectShare,
        turnsPerUser,
        other,
        survive,
        stormSeconds,
        nodeContention,
        growth,
        from);
  }

  PlanRequest survive(int other) {
    return new PlanRequest(
        users,
        reconnectShare,
        turnsPerUser,
        headroom,
        other,
        stormSeconds,
        nodeContention,
        growth,
        from);
  }

  PlanRequest stormSeconds(double other) {
    return new PlanRequest(
        users,
        reconnectShare,
        turnsPerUser,
        headroom,
        survive,
        other,
        nodeContention,
        growth,
        from);
  }

  private static void require(boolean met, String what, String rule, double got) {
    if (!met) {
      throw new IllegalArgumentException(
          what + " must be " + rule + ", got: " + Wording.setting(got));
    }
  }
}
