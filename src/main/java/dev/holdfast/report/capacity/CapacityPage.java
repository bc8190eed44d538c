package dev.holdfast.report.capacity;

import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.history.RunFiles;
import dev.holdfast.markup.Html;
import dev.holdfast.markup.HtmlPage;
import dev.holdfast.markup.PageAsset;

/** {@code capacity.html}: how much a target bears, in one file that prints well. */
final class CapacityPage {

  private CapacityPage() {}

  /**
   * The page.
   *
   * @param judged whether the page with the run's verdict lies beside it
   */
  static String of(CapacityRun run, boolean judged) {
    Html body = CapacityHtml.top("Skip to the answer", run.run());
    body.add("{}", answer(run));
    body.add(
        """
        <nav aria-label="Sections">{}<a href="#first">Bottleneck</a>
        <a href="#sizing">Sizing</a> <a href="#test-bed">Test-bed</a> <a href="#again">How to reproduce</a>
        <a href="#untested">Not tested</a>{}</nav>
        """,
        links(run),
        judged ? Html.of("\n<a href=\"{}\">Continuity</a>", RunFiles.PAGE) : new Html());
    run.searches().forEach(search -> body.add("{}", SearchSection.of(search)));
    body.add("{}", ResourcesSection.of(run));
    body.add("{}", SizingSection.of(run));
    body.add("{}", TestBedSection.of(run));
    body.add(
        """
        </main>
        <footer><p>Beside this file: capacity.json. Plans for your own numbers: holdfast plan. Charts by
        Apache ECharts {} (Apache License 2.0).</p></footer>
        """,
        PageAsset.echartsVersion());
    return new HtmlPage("Capacity – " + run.run() + " – Holdfast", body)
        .data("chart-data", CapacityChartData.of(run))
        .script(PageAsset.own("theme.js"))
        .script(PageAsset.echarts())
        .script(PageAsset.own("drawing.js"))
        .script(PageAsset.own("capacity.js"))
        .text();
  }

  private static Html links(CapacityRun run) {
    Html links = new Html();
    run.searches()
        .forEach(
            search ->
                links.add(
                    "<a href=\"#search-{}\">{}</a>\n",
                    CapacityWords.id(search.kind()),
                    CapacityHtml.sentence(search.kind().words())));
    return links;
  }

  private static Html answer(CapacityRun run) {
    boolean none =
        run.searches().stream().allMatch(each -> each.answer().kind() == Answer.Kind.NONE);
    boolean all = run.searches().stream().allMatch(CapacityPage::isLimit);
    Html html =
        Html.of(
            """
            <section class="verdict {}" aria-labelledby="verdict"><h1 id="verdict">{}</h1>
            """,
            none || run.searches().isEmpty() ? "invalid" : all ? "pass" : "atleast",
            run.searches().isEmpty()
                ? "Nothing was searched"
                : CapacityHtml.sentence(CapacityWords.headline(run.searches().get(0))));
    html.add("<ul class=\"reasons\">\n");
    for (RecordedSearch search : run.searches()) {
      html.add(
          "<li><b>{}</b>: {}.</li>\n",
          Html.sentence(CapacityHtml.sentence(CapacityWords.headline(search))),
          Html.sentence(CapacityWords.because(search)));
      search
          .binding()
          .ifPresent(
              binding ->
                  html.add(
                      "<li>{}.</li>\n",
                      Html.sentence(
                          CapacityHtml.sentence(binding.sentence(search.answer().kind())))));
    }
    html.add("</ul>\n<dl class=\"facts\">\n");
    CapacityHtml.fact(html, "Target", run.target());
    CapacityHtml.fact(html, "Started", CapacityHtml.started(run.startedAt()));
    CapacityHtml.fact(html, "Test-bed", CapacityHtml.bed(run.testBed()));
    return html.add("</dl></section>\n");
  }

  private static boolean isLimit(RecordedSearch search) {
    return search.answer().kind() == Answer.Kind.LIMIT;
  }
}
