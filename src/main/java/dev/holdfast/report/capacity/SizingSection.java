package dev.holdfast.report.capacity;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.plan.CapacityPlan;
import dev.holdfast.capacity.plan.CapacityPlanner;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.NodeLimit;
import dev.holdfast.capacity.plan.PlanRequest;
import dev.holdfast.markup.Html;
import dev.holdfast.wording.Wording;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How many nodes some numbers of users need, with the usual choices. */
final class SizingSection {

  private static final double HEADROOM = 0.3;
  private static final int TIMES_MEASURED = 10;

  private SizingSection() {}

  static Html of(CapacityRun run) {
    Html html =
        Html.of(
            """
            <section id="sizing" aria-labelledby="sizing-title">
            <h2 id="sizing-title">Sizing</h2>
            """);
    Optional<CapacityPlan> plan = usual(run);
    if (plan.isEmpty()) {
      return html.add(
          """
          <p>No number of sessions was found to hold, so there is nothing to size by.</p>
          </section>
          """);
    }
    CapacityPlan made = plan.get();
    html.add(
        """
        <p>With {} % headroom, one node that may be lost with its users back within {}, and users who
        reconnect as often as the measured ones at the limit. <code>holdfast plan</code> does it for
        your own numbers.</p>
        """,
        Math.round(100 * HEADROOM),
        Html.sentence(Wording.millis(1_000 * made.request().stormSeconds())));
    table(html, made.sizes());
    html.add("<h3>Beyond what was measured</h3>\n");
    ResourcesSection.list(html, made.extrapolations());
    html.add("<h3>Assumptions</h3>\n");
    ResourcesSection.list(html, made.assumptions());
    return html.add("</section>\n");
  }

  /** The table of users and nodes. */
  static void table(Html html, List<CapacityPlan.Size> sizes) {
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Table: Sizing">
        <table><thead><tr><th scope="col" class="num">Users</th><th scope="col" class="num">Nodes</th>
        <th scope="col" class="num">Interval</th><th scope="col">Basis</th></tr></thead><tbody>
        """);
    sizes.forEach(
        size ->
            html.add(
                """
                <tr><th scope="row" class="num">{}</th><td class="num">{}</td><td class="num">{}</td>\
                <td>{}</td></tr>
                """,
                Wording.count(size.users()),
                nodes(size.nodes()),
                size.nodes().interval(),
                basis(size.nodes())));
    html.add("</tbody></table></div>\n");
  }

  static String nodes(CapacityPlan.Nodes nodes) {
    return nodes.reachable() ? Wording.count(nodes.nodes()) : "out of reach";
  }

  static String basis(CapacityPlan.Nodes nodes) {
    return nodes.extrapolated() ? "extrapolated" : "measured";
  }

  private static Optional<CapacityPlan> usual(CapacityRun run) {
    return NodeLimit.of(run, LoadKind.SESSIONS)
        .map(limit -> usual(run, limit.load() * run.testBed().targetNodes()));
  }

  private static CapacityPlan usual(CapacityRun run, double most) {
    return CapacityPlanner.plan(
        run,
        new PlanRequest(
            Math.round(most * TIMES_MEASURED),
            reconnectShare(run),
            0,
            HEADROOM,
            1,
            PlanRequest.USUAL_STORM_SECONDS,
            PlanRequest.USUAL_NODE_CONTENTION,
            0,
            LocalDate.EPOCH));
  }

  /** Reconnections a second of each session, at the limit of sessions where that was searched. */
  private static double reconnectShare(CapacityRun run) {
    return Stream.concat(run.search(LoadKind.SESSIONS).stream(), run.searches().stream())
        .flatMap(search -> search.atLimit().stream())
        .findFirst()
        .map(level -> level.figures().reconnectionsPerSecond() / level.figures().sessions())
        .orElse(0.0);
  }
}
