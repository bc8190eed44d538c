package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.history.RunFiles;
import dev.holdfast.markup.Html;
import dev.holdfast.markup.HtmlPage;
import dev.holdfast.markup.PageAsset;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.remedy.Remedy;
import java.util.List;
import java.util.Map;

/** {@code continuity.html}: one run for people, in one file. */
public final class ContinuityPage {

  private static final Series LAG = new Series(Phase.LAG, Cohort.ALL);

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
    body.add(
        """
        <nav aria-label="Sections"><a href="#objectives">Objectives</a> <a href="#baseline">Last PASS</a>
        <a href="#anomalies">Anomalies</a>
        <a href="#continuity">Continuity</a> <a href="#timeline">Over time</a>
        <a href="#recovery">Recovery</a> <a href="#latency">Latency</a> <a href="#generator">Generator</a>
        <a href="#configuration">Configuration</a>{}</nav>
        """,
        withCapacity
            ? Html.of("\n<a href=\"{}\">Capacity</a>", RunFiles.CAPACITY_PAGE)
            : new Html());
    body.add("{}", ObjectivesSection.of(assessment));
    body.add("{}", BaselineSection.of(compared));
    body.add("{}", AnomaliesSection.of(run));
    body.add("{}", ContinuitySection.of(run, assessment));
    body.add("{}", TimelineSection.of(run));
    body.add("{}", RecoverySection.of(run));
    body.add("{}", StormSection.of(run));
    body.add("{}", LatencySection.of(run, !latenciesOverTime.isEmpty()));
    body.add("{}", GeneratorSection.of(run.generator(), latenciesOverTime.containsKey(LAG)));
    body.add("{}", ConfigurationSection.of(run));
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
}
