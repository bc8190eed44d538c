package dev.holdfast.report.capacity;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.plan.CapacityPlan;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.NodeContention;
import dev.holdfast.capacity.plan.NodeLimit;
import dev.holdfast.capacity.plan.PlanRequest;
import dev.holdfast.wording.Wording;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A plan in words; the same in the page, in Markdown and on a console. */
public final class PlanWords {

  /** From so many times what was measured on, a plan is no more than an order of magnitude. */
  private static final double FAR = 10;

  /** Months for which a plan should last. */
  private static final int LEAST_SLACK = 3;

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

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
        "Measured",
        run.run()
            + ", "
            + CapacityHtml.started(run.startedAt())
            + ", on "
            + CapacityHtml.bed(run.testBed()));
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

  /**
   * A warning where a plan asks for many times what was measured; empty where it does not.
   *
   * @param run what was measured
   */
  static Optional<String> farBeyond(CapacityRun run, CapacityPlan plan) {
    double times =
        NodeLimit.of(run, LoadKind.SESSIONS)
            .map(limit -> plan.request().users() / (limit.load() * run.testBed().targetNodes()))
            .orElse(0.0);
    return times < FAR
        ? Optional.empty()
        : Optional.of(
            "Far beyond what was measured: "
                + Wording.number(times)
                + " times as many users. Take the number for an order of magnitude, and measure"
                + " several nodes before you buy.");
  }

  static String outgrown(CapacityPlan plan, CapacityPlan.Growth growth) {
    String rate = "At " + Wording.share(plan.request().growth()) + " a month ";
    LocalDate outgrown = growth.outgrown();
    if (outgrown == null) {
      return rate + "these nodes are not outgrown within ten years";
    }
    long months = ChronoUnit.MONTHS.between(plan.request().from(), outgrown);
    if (months >= LEAST_SLACK) {
      return rate
          + "these nodes are outgrown around "
          + MONTH.format(outgrown)
          + " (extrapolated): have more of them a month before";
    }
    return growth.steps().stream()
        .filter(step -> !step.day().isBefore(plan.request().from().plusMonths(LEAST_SLACK)))
        .findFirst()
        .map(
            step ->
                rate
                    + "these nodes leave no slack: they are outgrown within "
                    + Wording.count(months + 1, "month", "months")
                    + ". To last until "
                    + MONTH.format(step.day())
                    + ", plan "
                    + SizingSection.nodes(step.nodes())
                    + " (extrapolated)")
        .orElse(rate + "these nodes leave no slack: they are outgrown within three months");
  }
}
