package dev.holdfast.capacity.plan;

import dev.holdfast.wording.Wording;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many nodes a team needs, and how sure that is.
 *
 * @param request what it plans for
 * @param nodes how many are needed, from the loads that were confirmed
 * @param rules each thing that they must bear, the one that needs most nodes first
 * @param limits what a node holds
 * @param sizes for other numbers of users
 * @param growth when more nodes are needed; empty if users do not grow
 * @param sensitivity what else would come out if one assumption were another
 * @param perNode what a node then uses, from the costs that were measured
 * @param extrapolations what lies beyond everything that was measured
 * @param assumptions that nothing measured supports
 */
public record CapacityPlan(
    PlanRequest request,
    Nodes nodes,
    List<PlanRule> rules,
    List<NodeLimit> limits,
    List<Size> sizes,
    @Nullable Growth growth,
    List<Variation> sensitivity,
    List<UnitCost> perNode,
    List<String> extrapolations,
    List<String> assumptions) {

  /** Copies what is mutable. */
  public CapacityPlan {
    rules = List.copyOf(rules);
    limits = List.copyOf(limits);
    sizes = List.copyOf(sizes);
    sensitivity = List.copyOf(sensitivity);
    perNode = List.copyOf(perNode);
    extrapolations = List.copyOf(extrapolations);
    assumptions = List.copyOf(assumptions);
  }

  /**
   * A number of nodes with its interval.
   *
   * @param nodes from the loads that were confirmed, nodes not in each other's way
   * @param low if each node held all but the load that was seen not to hold
   * @param lowKnown whether {@code low} is an end at all: where a limit was never reached, still
   *     fewer may do
   * @param high if nodes did the assumed share of their work one after the other
   * @param reachable whether there is such a number at all
   * @param extrapolated whether it is more nodes than were measured together
   */
  public record Nodes(
      int nodes, int low, boolean lowKnown, int high, boolean reachable, boolean extrapolated) {

    /** Whether there is an end to the interval above. */
    public boolean highReachable() {
      return high < Sizing.MOST_NODES;
    }

    /** The interval in words. */
    public String interval() {
      String from = lowKnown ? Wording.count(low) : Wording.count(low) + " or fewer";
      return from + " to " + (highReachable() ? Wording.count(high) : "out of reach");
    }
  }

  /**
   * Nodes for a number of users.
   *
   * @param users at once
   * @param nodes that they need
   */
  public record Size(long users, Nodes nodes) {}

  /**
   * What growth does.
   *
   * @param outgrown the day on which the planned nodes no longer keep what is asked of them; absent
   *     if that is more than ten years away
   * @param steps users and nodes to come
   */
  public record Growth(@Nullable LocalDate outgrown, List<GrowthStep> steps) {

    /** Copies what is mutable. */
    public Growth {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One day to come.
   *
   * @param day then
   * @param users at once
   * @param nodes that they need
   */
  public record GrowthStep(LocalDate day, long users, Nodes nodes) {}

  /**
   * The plan with one assumption changed.
   *
   * @param what was changed
   * @param nodes that come out
   */
  public record Variation(String what, int nodes) {

    /** Whether there is such a number at all. */
    public boolean reachable() {
      return nodes < Sizing.MOST_NODES;
    }

    /** The number in words. */
    public String shown() {
      return reachable() ? Wording.count(nodes) : "out of reach";
    }
  }
}
