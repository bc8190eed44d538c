package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.history.RunFiles;
import dev.holdfast.markup.Html;
import dev.holdfast.markup.HtmlPage;
import dev.holdfast.markup.PageAsset;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.remedy.Remedy;
import java.util.List;
import java.util.Map;

/** {@code continuity.html}: one run for people, in one file. */
public final class ContinuityPage {

  /**
   * A part of the page.
   *
   * @param id of its element
   * @param title in the navigation
   * @param html empty where the run has nothing to show in it
   */
  private record Section(String id, String title, Html html) {}

  private ContinuityPage() {}

  /**
   * The page.
   *
   * @param remedies what to do about it
   * @param withCapacity whether a page on capacity lies beside it
   */
  public static String of(
      RunRecord run,
      Assessment assessment,
      BaselineComparison compared,
      List<Remedy> remedies,
      Map<Series, List<LatencyOverTime.Point>> latenciesOverTime,
      boolean withCapacity) {
    Html body =
        Html.of(
            """
            <a class="skip" href="#verdict">Skip to the verdict</a>
            <header class="top"><p><b>Holdfast</b> {}</p>
            <button type="button" id="theme" class="needs-script">Dark</button></header>
            <main>
            """,
            run.identity().simulation());
    body.add("{}", VerdictSection.of(run, assessment, remedies));
    List<Section> sections =
        List.of(
            new Section("objectives", "Objectives", ObjectivesSection.of(assessment)),
            new Section("baseline", "Last PASS", BaselineSection.of(compared)),
            new Section("anomalies", "Anomalies", AnomaliesSection.of(run)),
            new Section("continuity", "Continuity", ContinuitySection.of(run, assessment)),
            new Section("losses", "Losses", LossesSection.of(run)),
            new Section("timeline", "Over time", TimelineSection.of(run)),
            new Section("recovery", "Recovery", RecoverySection.of(run)),
            new Section("storm", "Storm", StormSection.of(run)),
            new Section("latency", "Latency", LatencySection.of(run, !latenciesOverTime.isEmpty())),
            new Section(
                "generator",
                "Generator",
                GeneratorSection.of(
                    run.generator(), latenciesOverTime.containsKey(GeneratorSection.LAG))),
            new Section("configuration", "Configuration", ConfigurationSection.of(run)));
    body.add("{}", navigation(sections, withCapacity));
    sections.forEach(section -> body.add("{}", section.html()));
    body.add(
        """
        </main>
        <footer><p>Beside this file: verdict.json, junit.xml, summary.md, metrics.prom, and the
        recorded data. Charts by Apache ECharts {} (Apache License 2.0).</p></footer>
        """,
        PageAsset.echartsVersion());
    String title = assessment.title() + " – " + run.identity().simulation() + " – Holdfast";
    return new HtmlPage(title, body)
        .data("chart-data", ChartData.of(run, latenciesOverTime))
        .script(PageAsset.own("theme.js"))
        .script(PageAsset.echarts())
        .script(PageAsset.own("drawing.js"))
        .script(PageAsset.own("charts.js"))
        .script(PageAsset.own("copy.js"))
        .text();
  }

  private static Html navigation(List<Section> sections, boolean withCapacity) {
    Html html = Html.of("<nav aria-label=\"Sections\">");
    for (Section section : sections) {
      if (!section.html().toString().isEmpty()) {
        html.add("<a href=\"#{}\">{}</a>\n", section.id(), section.title());
      }
    }
    if (withCapacity) {
      html.add("<a href=\"{}\">Capacity</a>", RunFiles.CAPACITY_PAGE);
    }
    return html.add("</nav>\n");
  }
}
