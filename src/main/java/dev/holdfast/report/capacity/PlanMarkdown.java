package dev.holdfast.report.capacity;

import dev.holdfast.capacity.plan.CapacityPlan;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.PlanRule;
import dev.holdfast.capacity.plan.UnitCost;
import dev.holdfast.markup.Markdown;
import dev.holdfast.wording.Wording;
import java.util.List;

/** {@code plan.md}: a plan for a wiki or a ticket. */
final class PlanMarkdown {

  private final StringBuilder out = new StringBuilder();

  private PlanMarkdown() {}

  static String of(CapacityRun run, CapacityPlan plan) {
    return new PlanMarkdown().all(run, plan);
  }

  private String all(CapacityRun run, CapacityPlan plan) {
    out.append("# ").append(Markdown.text(PlanWords.line(plan))).append("\n\n");
    out.append(Markdown.text(PlanWords.meaning(plan))).append("\n\n");
    PlanWords.facts(run, plan)
        .forEach(
            (name, value) ->
                out.append("- ")
                    .append(name)
                    .append(": ")
                    .append(Markdown.text(value))
                    .append('\n'));
    head(
        "What sets the size",
        "All nodes together must bear",
        "Demand",
        "A node holds",
        "Known",
        "Nodes");
    for (PlanRule rule : plan.rules()) {
      row(
          rule.words(),
          CapacityWords.load(rule.demand()),
          CapacityWords.load(rule.limit().load()),
          PlanWords.known(rule.limit()),
          Wording.count(rule.nodes()));
    }
    head("Sizing", "Users", "Nodes", "Interval", "Basis");
    plan.sizes().forEach(size -> nodes(Wording.count(size.users()), size.nodes()));
    growth(plan);
    head("Sensitivity", "If", "Nodes");
    plan.sensitivity().forEach(each -> row(each.what(), each.shown()));
    if (!plan.perNode().isEmpty()) {
      head("What a node then uses, beyond its base", "Cost", "Estimate", "Unit");
      for (UnitCost cost : plan.perNode()) {
        row(cost.what(), CapacityWords.estimate(cost.cost()), cost.unit());
      }
    }
    list("Beyond what was measured", plan.extrapolations());
    list("Assumptions", plan.assumptions());
    return out.toString();
  }

  private void growth(CapacityPlan plan) {
    CapacityPlan.Growth growth = plan.growth();
    if (growth == null) {
      return;
    }
    head("Growth", "Day", "Users", "Nodes", "Interval", "Basis");
    growth
        .steps()
        .forEach(
            step ->
                row(
                    step.day().toString(),
                    Wording.count(step.users()),
                    SizingSection.nodes(step.nodes()),
                    step.nodes().interval(),
                    SizingSection.basis(step.nodes())));
    out.append('\n').append(Markdown.text(PlanWords.outgrown(plan, growth))).append(".\n");
  }

  private void nodes(String first, CapacityPlan.Nodes nodes) {
    row(first, SizingSection.nodes(nodes), nodes.interval(), SizingSection.basis(nodes));
  }

  private void head(String title, String... columns) {
    out.append("\n## ").append(title).append("\n\n");
    row(columns);
    out.append("|---".repeat(columns.length)).append("|\n");
  }

  private void row(String... cells) {
    for (String cell : cells) {
      out.append("| ").append(Markdown.text(cell)).append(' ');
    }
    out.append("|\n");
  }

  private void list(String title, List<String> sentences) {
    out.append("\n## ").append(title).append("\n\n");
    sentences.forEach(each -> out.append("- ").append(Markdown.text(each)).append('\n'));
  }
}
