package dev.holdfast.report.capacity;

import dev.holdfast.capacity.plan.CapacityPlan;

/**
 * {@code plan.csv}: the numbers of a plan for a spreadsheet, as RFC 4180 says. A number of nodes
 * that is not known, or out of reach, is left empty.
 */
final class PlanCsv {

  private static final String END = "\r\n";

  private PlanCsv() {}

  static String of(CapacityPlan plan) {
    StringBuilder csv = new StringBuilder("what,day,users,nodes,low,high,basis").append(END);
    row(csv, "plan", "", plan.request().users(), plan.nodes());
    plan.sizes().forEach(size -> row(csv, "size", "", size.users(), size.nodes()));
    CapacityPlan.Growth growth = plan.growth();
    if (growth != null) {
      growth
          .steps()
          .forEach(step -> row(csv, "growth", step.day().toString(), step.users(), step.nodes()));
    }
    plan.sensitivity()
        .forEach(
            each ->
                csv.append("\"if ")
                    .append(each.what())
                    .append("\",,")
                    .append(plan.request().users())
                    .append(',')
                    .append(each.reachable() ? each.nodes() : "")
                    .append(",,,")
                    .append(END));
    return csv.toString();
  }

  private static void row(
      StringBuilder csv, String what, String day, long users, CapacityPlan.Nodes nodes) {
    csv.append(what).append(',').append(day).append(',').append(users).append(',');
    csv.append(nodes.reachable() ? nodes.nodes() : "").append(',');
    csv.append(nodes.lowKnown() ? nodes.low() : "").append(',');
    csv.append(nodes.highReachable() ? nodes.high() : "").append(',');
    csv.append(SizingSection.basis(nodes)).append(END);
  }
}
