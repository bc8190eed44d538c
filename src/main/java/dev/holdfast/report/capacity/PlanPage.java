package dev.holdfast.report.capacity;

import dev.holdfast.capacity.plan.CapacityPlan;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.PlanRule;
import dev.holdfast.markup.Html;
import dev.holdfast.markup.HtmlPage;
import dev.holdfast.markup.PageAsset;
import dev.holdfast.wording.Wording;

/** {@code plan.html}: how many nodes, in one file that prints well. */
final class PlanPage {

  private PlanPage() {}

  static String of(CapacityRun run, CapacityPlan plan) {
    Html body = CapacityHtml.top("Skip to the plan", run.run());
    body.add("{}", answer(run, plan));
    body.add(
        """
        <nav aria-label="Sections"><a href="#rules">What sets the size</a> <a href="#sizes">Sizing</a>
        {}<a href="#sensitivity">Sensitivity</a> <a href="#beyond">Beyond what was measured</a>
        <a href="#assumptions">Assumptions</a></nav>
        """,
        Html.of(plan.growth() == null ? "" : "<a href=\"#growth\">Growth</a> "));
    rules(body, plan);
    body.add("<section id=\"sizes\"><h2>Sizing</h2>\n");
    SizingSection.table(body, plan.sizes());
    body.add("</section>\n");
    growth(body, plan);
    sensitivity(body, plan);
    if (!plan.perNode().isEmpty()) {
      body.add("<section id=\"per-node\"><h2>What a node then uses, beyond its base</h2>\n");
      ResourcesSection.table(body, plan.perNode(), "Use of a node");
      body.add("</section>\n");
    }
    body.add("<section id=\"beyond\"><h2>Beyond what was measured</h2>\n");
    ResourcesSection.list(body, plan.extrapolations());
    body.add("</section>\n<section id=\"assumptions\"><h2>Assumptions</h2>\n");
    ResourcesSection.list(body, plan.assumptions());
    body.add(
        """
        </section>
        </main>
        <footer><p>Beside this file: plan.md and plan.csv, and capacity.html with what was measured.</p>
        </footer>
        """);
    return new HtmlPage("Plan – " + run.run() + " – Holdfast", body)
        .script(PageAsset.own("theme.js"))
        .text();
  }

  private static Html answer(CapacityRun run, CapacityPlan plan) {
    Html html =
        Html.of(
            """
            <section class="verdict {}" aria-labelledby="verdict">{}<h1 id="verdict">{}</h1>
            <p class="meaning">{}</p>
            """,
            plan.nodes().extrapolated() ? "atleast" : "pass",
            PlanWords.farBeyond(run, plan)
                .map(warning -> Html.of("<p class=\"beyond\">{}</p>", Html.sentence(warning)))
                .orElseGet(Html::new),
            CapacityHtml.sentence(PlanWords.nodes(plan)),
            Html.sentence(PlanWords.meaning(plan)));
    html.add("<dl class=\"facts\">\n");
    PlanWords.facts(run, plan).forEach((name, value) -> CapacityHtml.fact(html, name, value));
    return html.add("</dl></section>\n");
  }

  private static void rules(Html html, CapacityPlan plan) {
    html.add(
        """
        <section id="rules"><h2>What sets the size</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Table: Rules">
        <table><thead><tr><th scope="col">All nodes together must bear</th>
        <th scope="col" class="num">Demand</th><th scope="col" class="num">A node holds</th>
        <th scope="col">Known</th><th scope="col" class="num">Nodes</th></tr></thead><tbody>
        """);
    for (PlanRule rule : plan.rules()) {
      html.add(
          """
          <tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td><td>{}</td>\
          <td class="num">{}</td></tr>
          """,
          rule.words(),
          CapacityWords.load(rule.demand()),
          CapacityWords.load(rule.limit().load()),
          PlanWords.known(rule.limit()),
          Wording.count(rule.nodes()));
    }
    html.add("</tbody></table></div>\n</section>\n");
  }

  private static void growth(Html html, CapacityPlan plan) {
    CapacityPlan.Growth growth = plan.growth();
    if (growth == null) {
      return;
    }
    html.add(
        """
        <section id="growth"><h2>Growth</h2><p>{}.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Table: Growth">
        <table><thead><tr><th scope="col">Day</th><th scope="col" class="num">Users</th>
        <th scope="col" class="num">Nodes</th><th scope="col" class="num">Interval</th>
        <th scope="col">Basis</th></tr></thead><tbody>
        """,
        Html.sentence(PlanWords.outgrown(plan, growth)));
    growth
        .steps()
        .forEach(
            step ->
                html.add(
                    """
                    <tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td>\
                    <td class="num">{}</td><td>{}</td></tr>
                    """,
                    step.day(),
                    Wording.count(step.users()),
                    SizingSection.nodes(step.nodes()),
                    step.nodes().interval(),
                    SizingSection.basis(step.nodes())));
    html.add("</tbody></table></div>\n</section>\n");
  }

  private static void sensitivity(Html html, CapacityPlan plan) {
    html.add(
        """
        <section id="sensitivity"><h2>Sensitivity</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Table: Sensitivity">
        <table><thead><tr><th scope="col">If</th><th scope="col" class="num">Nodes</th></tr></thead><tbody>
        """);
    plan.sensitivity()
        .forEach(
            each ->
                html.add(
                    "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td></tr>\n",
                    each.what(),
                    each.shown()));
    html.add("</tbody></table></div>\n</section>\n");
  }
}
