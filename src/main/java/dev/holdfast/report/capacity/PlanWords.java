package dev.holdfast.report.capacity;

import dev.holdfast.capacity.plan.CapacityPlan;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.NodeContention;
import dev.holdfast.capacity.plan.NodeLimit;
import dev.holdfast.capacity.plan.PlanRequest;
import dev.holdfast.wording.Wording;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plan in words; the same in the page, in Markdown and on a console. */
public final class PlanWords {

  private PlanWords() {}

  /** The answer in one line. */
  public static String line(CapacityPlan plan) {
    return nodes(plan)
        + " ("
        + plan.nodes().interval()
        + ", "
        + SizingSection.basis(plan.nodes())
        + ") for "
        + Wording.count(plan.request().users())
        + " users";
  }

  static String nodes(CapacityPlan plan) {
    if (!plan.nodes().reachable()) {
      return "no number of nodes";
    }
    return Wording.count(plan.nodes().nodes()) + (plan.nodes().nodes() == 1 ? " node" : " nodes");
  }

  static String meaning(CapacityPlan plan) {
    String decided =
        plan.rules().isEmpty() ? "" : " What sets the size: " + plan.rules().get(0).words() + ".";
    return "For "
        + Wording.count(plan.request().users())
        + " users at once; interval "
        + plan.nodes().interval()
        + (plan.nodes().extrapolated() ? ", extrapolated." : ".")
        + decided;
  }

  static Map<String, String> facts(CapacityRun run, CapacityPlan plan) {
    PlanRequest request = plan.request();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Measured", run.run() + ", " + run.startedAt() + ", on " + CapacityHtml.bed(run.testBed()));
    facts.put(
        "Headroom", Wording.share(request.headroom()) + " of each node's limit, all nodes up");
    facts.put(
        "Nodes that may be lost at once",
        request.survive()
            + (request.survive() == 0
                ? ""
                : ", their users back within " + Wording.millis(1_000 * request.stormSeconds())));
    facts.put(
        "Peak reconnections",
        Wording.share(60 * request.reconnectShare()) + " of the users a minute");
    facts.put("Work of nodes that waits for each other", contention(request.nodeContention()));
    if (request.turnsPerUser() > 0) {
      facts.put("Turns", Wording.number(60 * request.turnsPerUser()) + " a minute for each user");
    }
    return facts;
  }

  private static String contention(NodeContention contention) {
    return contention.isMeasured()
        ? Wording.shareUp(contention.likely())
            + " ("
            + Wording.shareUp(contention.least())
            + " to "
            + Wording.shareUp(contention.most())
            + "), measured on "
            + contention.nodesInWords()
            + " nodes"
        : "not measured; none, and at most " + Wording.shareUp(contention.most()) + " assumed";
  }

  static String known(NodeLimit limit) {
    return switch (limit.source()) {
      case LIMIT -> "searched and found";
      case AT_LEAST -> "at least: the limit was not reached";
      case SEEN_BESIDE -> "at least: not searched, seen beside another load";
    };
  }

  static String outgrown(CapacityPlan plan, CapacityPlan.Growth growth) {
    return "At "
        + Wording.share(plan.request().growth())
        + " a month "
        + (growth.outgrown() == null
            ? "these nodes are not outgrown within ten years"
            : "these nodes are outgrown on " + growth.outgrown() + " (extrapolated)");
  }
}
