package dev.holdfast.report.capacity;

import dev.holdfast.capacity.Level;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.UnitCost;
import dev.holdfast.capacity.plan.UnitCosts;
import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import dev.holdfast.markup.Html;
import dev.holdfast.wording.Wording;
import java.util.List;
import java.util.Map;

/** The bottleneck, and what a unit of load costs. */
final class ResourcesSection {

  private ResourcesSection() {}

  static Html of(CapacityRun run) {
    Html html =
        Html.of(
            """
            <section id="first" aria-labelledby="first-title">
            <h2 id="first-title">Bottleneck</h2>
            """);
    for (RecordedSearch search : run.searches()) {
      search.atLimit().ifPresent(level -> atLimit(html, search, level, run.testBed().together()));
    }
    if (run.searches().stream().allMatch(search -> search.atLimit().isEmpty())) {
      html.add("<p>No load held, so nothing can be said of what it takes.</p>\n");
    }
    costs(html, run.costs());
    return html.add("</section>\n");
  }

  private static void atLimit(Html html, RecordedSearch search, Level level, boolean together) {
    html.add("<h3>At {} {}</h3>\n", CapacityWords.load(level.load()), search.kind().words());
    if (level.target().isEmpty()) {
      html.add("<p>The target told nothing of what it uses: it has no metrics to read.</p>\n");
      return;
    }
    search
        .binding()
        .ifPresent(
            binding ->
                html.add(
                    "<p>{}.</p>\n",
                    Html.sentence(
                        CapacityHtml.sentence(binding.sentence(search.answer().kind())))));
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Table: Use at the limit of {}">
        <table><thead><tr><th scope="col">Resource</th><th scope="col" class="num">In use</th>
        <th scope="col" class="num">Limit</th><th scope="col" class="num">Share</th>
        <th scope="col" class="num">Used up from</th></tr></thead><tbody>
        """,
        search.kind().words());
    for (Map.Entry<Resource, Usage> each : level.target().entrySet()) {
      row(html, each.getKey(), each.getValue());
    }
    html.add("</tbody></table></div>\n");
    if (together && level.target().containsKey(Resource.CPU)) {
      html.add(
          "<p class=\"note\">Of the processors that target and generator share, the limit is what the"
              + " generator left.</p>\n");
    }
  }

  private static void row(Html html, Resource resource, Usage usage) {
    Double limit = usage.limit();
    html.add(
        """
        <tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td>\
        <td class="num">{}</td><td class="num">{}</td></tr>
        """,
        resource.words(),
        CapacityWords.amount(resource, usage.used()),
        limit == null
            ? "not told"
            : resource == Resource.COLLECTION ? "–" : CapacityWords.amount(resource, limit),
        limit == null ? "–" : Wording.shareUp(usage.share().orElse(0)),
        limit == null ? "–" : Wording.share(resource.exhaustedFrom()));
  }

  private static void costs(Html html, UnitCosts costs) {
    html.add("<h3>What a unit costs</h3>\n");
    table(html, costs.known(), "What a unit costs");
    list(html, costs.unknown());
  }

  /** A table of costs, if there are any. */
  static void table(Html html, List<UnitCost> costs, String label) {
    if (costs.isEmpty()) {
      return;
    }
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Table: {}">
        <table><caption>By regression over levels, with 95 % intervals.</caption>
        <thead><tr><th scope="col">Cost</th><th scope="col" class="num">Estimate</th>
        <th scope="col">Unit</th><th scope="col" class="num">Levels</th></tr></thead><tbody>
        """,
        label);
    costs.forEach(
        cost ->
            html.add(
                """
                <tr><th scope="row">{}</th><td class="num">{}</td><td>{}</td><td class="num">{}</td></tr>
                """,
                cost.what(),
                CapacityWords.estimate(cost.cost()),
                cost.unit(),
                cost.levels()));
    html.add("</tbody></table></div>\n");
  }

  /** A list of sentences, if there are any. */
  static void list(Html html, List<String> sentences) {
    if (!sentences.isEmpty()) {
      html.add("<ul class=\"reasons\">\n");
      sentences.forEach(
          each -> html.add("<li>{}.</li>\n", Html.sentence(CapacityHtml.sentence(each))));
      html.add("</ul>\n");
    }
  }
}
