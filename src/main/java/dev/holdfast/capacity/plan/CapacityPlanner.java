package dev.holdfast.capacity.plan;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.wording.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes plans from what a capacity run measured. */
public final class CapacityPlanner {

  private static final double[] SIZES = {0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4};
  private static final int[] MONTHS = {3, 6, 12, 18, 24};
  private static final double DAYS_IN_MONTH = 365.25 / 12;
  private static final double FARTHEST_DAYS = 3652;

  private final CapacityRun run;
  private final PlanRequest request;
  private final Map<LoadKind, NodeLimit> limits = new EnumMap<>(LoadKind.class);

  private CapacityPlanner(CapacityRun run, PlanRequest request) {
    this.run = run;
    this.request = request;
    for (LoadKind kind : asked(request)) {
      NodeLimit.of(run, kind).ifPresent(limit -> limits.put(kind, limit));
    }
  }

  /** The kinds of load of which there is any in the plan. */
  private static List<LoadKind> asked(PlanRequest request) {
    List<LoadKind> kinds = new ArrayList<>(List.of(LoadKind.SESSIONS));
    if (request.reconnectShare() > 0 || request.survive() > 0) {
      kinds.add(LoadKind.RECONNECTIONS);
    }
    if (request.turnsPerUser() > 0) {
      kinds.add(LoadKind.TURNS);
    }
    return kinds;
  }

  /**
   * The plan.
   *
   * @throws IllegalArgumentException if the run found no load of sessions that holds: then there is
   *     nothing to plan with
   */
  public static CapacityPlan plan(CapacityRun run, PlanRequest request) {
    CapacityPlanner planner = new CapacityPlanner(run, request);
    if (!planner.limits.containsKey(LoadKind.SESSIONS)) {
      throw new IllegalArgumentException(
          "a plan needs a run that found how many sessions hold; "
              + run.search(LoadKind.SESSIONS)
                  .map(search -> "its search found none: " + search.answer().because())
                  .orElse(run.run() + " did not look for that"));
    }
    return planner.plan();
  }

  private CapacityPlan plan() {
    CapacityPlan.Nodes nodes = nodes(request);
    return new CapacityPlan(
        request,
        nodes,
        sizing(request, limits, request.nodeContention().likely()).rules(),
        List.copyOf(limits.values()),
        sizes(),
        growth(nodes),
        sensitivity(),
        perNode(nodes),
        new PlanCaveats(run, request, limits).extrapolations(nodes),
        new PlanCaveats(run, request, limits).assumptions());
  }

  private CapacityPlan.Nodes nodes(PlanRequest asked) {
    Map<LoadKind, NodeLimit> best = changed(limits, NodeLimit::atBest);
    NodeContention contention = asked.nodeContention();
    int nodes = sizing(asked, limits, contention.likely()).nodes();
    Sizing pessimistic = sizing(asked, limits, contention.most());
    boolean beyond = nodes > mostMeasured();
    return new CapacityPlan.Nodes(
        nodes,
        sizing(asked, best, contention.least()).nodes(),
        limits.values().stream().allMatch(limit -> limit.above() != null),
        beyond ? pessimistic.nodes() : nodes,
        nodes < Sizing.MOST_NODES,
        beyond);
  }

  /** Nodes beyond these are extrapolated. */
  private int mostMeasured() {
    int own = run.testBed().targetNodes();
    return request.nodeContention().nodes().stream().mapToInt(n -> n).reduce(own, Math::max);
  }

  /** What a node was seen to hold, it held beside others: one alone would have held more. */
  private Sizing sizing(PlanRequest asked, Map<LoadKind, NodeLimit> held, double contention) {
    double alone = 1 + contention * (run.testBed().targetNodes() - 1);
    return new Sizing(asked, changed(held, limit -> limit.times(alone)), contention);
  }

  private List<CapacityPlan.Size> sizes() {
    List<CapacityPlan.Size> sizes = new ArrayList<>();
    for (double part : SIZES) {
      long users = Math.max(1, Math.round(request.users() * part));
      sizes.add(new CapacityPlan.Size(users, nodes(request.users(users))));
    }
    return sizes;
  }

  private CapacityPlan.@Nullable Growth growth(CapacityPlan.Nodes nodes) {
    if (request.growth() == 0) {
      return null;
    }
    double perMonth = Math.log1p(request.growth());
    List<CapacityPlan.GrowthStep> steps = new ArrayList<>();
    for (int month : MONTHS) {
      long users = Math.round(request.users() * Math.exp(perMonth * month));
      steps.add(
          new CapacityPlan.GrowthStep(
              request.from().plusMonths(month), users, nodes(request.users(users))));
    }
    long most = sizing(request, limits, request.nodeContention().likely()).mostUsers(nodes.nodes());
    double days = Math.log((most + 1.0) / request.users()) / perMonth * DAYS_IN_MONTH;
    @Nullable LocalDate outgrown =
        days <= FARTHEST_DAYS ? request.from().plusDays((long) Math.ceil(days)) : null;
    return new CapacityPlan.Growth(outgrown, steps);
  }

  private List<CapacityPlan.Variation> sensitivity() {
    List<CapacityPlan.Variation> all = new ArrayList<>();
    vary(all, "10 % more users", each -> each.users(Math.round(each.users() * 1.1)));
    vary(all, "peak reconnections doubled", each -> each.reconnectShare(2 * each.reconnectShare()));
    vary(
        all,
        "users of lost nodes back in half the time",
        each -> each.stormSeconds(each.stormSeconds() / 2));
    vary(all, "no headroom", each -> each.headroom(0));
    vary(all, "one more node lost at once", each -> each.survive(each.survive() + 1));
    vary(all, "no node lost", each -> each.survive(0));
    limitsTimes(all, "a node holds 10 % less", 0.9);
    limitsTimes(all, "a node holds 10 % more", 1.1);
    for (double contention : new double[] {0.001, 0.01, 0.05}) {
      all.add(
          new CapacityPlan.Variation(
              "nodes do " + Wording.share(contention) + " of their work one after the other",
              sizing(request, limits, contention).nodes()));
    }
    return all;
  }

  private void vary(
      List<CapacityPlan.Variation> all, String what, UnaryOperator<PlanRequest> change) {
    int nodes = sizing(change.apply(request), limits, request.nodeContention().likely()).nodes();
    all.add(new CapacityPlan.Variation(what, nodes));
  }

  private void limitsTimes(List<CapacityPlan.Variation> all, String what, double factor) {
    Map<LoadKind, NodeLimit> other = changed(limits, limit -> limit.times(factor));
    all.add(
        new CapacityPlan.Variation(
            what, sizing(request, other, request.nodeContention().likely()).nodes()));
  }

  private static Map<LoadKind, NodeLimit> changed(
      Map<LoadKind, NodeLimit> held, UnaryOperator<NodeLimit> change) {
    Map<LoadKind, NodeLimit> other = new EnumMap<>(LoadKind.class);
    held.forEach((kind, limit) -> other.put(kind, change.apply(limit)));
    return other;
  }

  /** What the sessions, turns and reconnections of a node cost it at the peak, all nodes up. */
  private List<UnitCost> perNode(CapacityPlan.Nodes nodes) {
    double users = (double) request.users() / nodes.nodes();
    List<UnitCost> all = new ArrayList<>();
    for (UnitCost cost : run.costs().known()) {
      if (cost.what().endsWith(" a session")) {
        all.add(perNode(cost, users / 1000, "MB", "sessions"));
      } else if (cost.what().endsWith(" a reconnection") && request.reconnectShare() > 0) {
        all.add(
            perNode(cost, users * request.reconnectShare() / 1e6, "processors", "reconnections"));
      } else if (cost.what().endsWith(" a turn") && request.turnsPerUser() > 0) {
        all.add(perNode(cost, users * request.turnsPerUser() / 1e6, "processors", "turns"));
      }
    }
    return all;
  }

  private static UnitCost perNode(UnitCost cost, double factor, String unit, String whose) {
    String what = cost.what().substring(0, cost.what().lastIndexOf(" a ")) + " for its " + whose;
    return new UnitCost(what, unit, cost.cost().times(factor), cost.levels());
  }
}
