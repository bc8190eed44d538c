package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.markup.Html;
import dev.holdfast.markup.HtmlPage;
import dev.holdfast.markup.PageAsset;
import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.live.RunProgress;
import dev.holdfast.wording.Wording;
import java.util.List;
import java.util.Map;

/** The page of a run that goes on: how far it has come, and what came back so far. No verdict. */
public final class RunningPage {

  private RunningPage() {}

  /**
   * The page.
   *
   * @param run what ran so far
   * @param far how far it has come
   * @param soFar by which the bounds of what was kept are reckoned; its verdict is not shown
   */
  public static String of(
      RunRecord run,
      RunProgress far,
      Assessment soFar,
      Map<Series, List<LatencyOverTime.Point>> latenciesOverTime) {
    Html body =
        Html.of(
            """
            <a class="skip" href="#verdict">Skip to how far it has come</a>
            <header class="top"><p><b>Holdfast</b> {}</p>
            <button type="button" id="theme" class="needs-script">Dark</button></header>
            <main>
            """,
            run.identity().simulation());
    body.add("{}", top(run, far));
    body.add(
        """
        <nav aria-label="Sections"><a href="#anomalies">Anomalies</a>
        <a href="#timeline">Over time</a> <a href="#latency">Latency</a>
        <a href="#continuity">Continuity</a> <a href="#generator">Generator</a></nav>
        """);
    body.add("{}", AnomaliesSection.of(run));
    body.add("{}", TimelineSection.of(run));
    body.add("{}", LatencySection.of(run, !latenciesOverTime.isEmpty()));
    body.add("{}", ContinuitySection.of(run, soFar));
    body.add(
        "{}",
        GeneratorSection.of(run.generator(), latenciesOverTime.containsKey(GeneratorSection.LAG)));
    body.add("</main>\n");
    return new HtmlPage("RUNNING – " + run.identity().simulation() + " – Holdfast", body)
        .data("chart-data", ChartData.of(run, latenciesOverTime))
        .script(PageAsset.own("theme.js"))
        .script(PageAsset.echarts())
        .script(PageAsset.own("drawing.js"))
        .script(PageAsset.own("charts.js"))
        .script(PageAsset.own("copy.js"))
        .text();
  }

  private static Html top(RunRecord run, RunProgress far) {
    Tally all = run.total();
    Html html = new Html();
    html.add(
        """
        <section class="verdict atleast" aria-labelledby="verdict">
        <h1 id="verdict"><span class="sign" aria-hidden="true">▶</span> RUNNING: {}</h1>
        <p class="meaning">The verdict is given at the end. This page loads itself again every ten seconds.</p>
        <dl class="facts">
        """,
        far.phase());
    fact(html, "Elapsed", Wording.millis(far.elapsed().toMillis()));
    fact(html, "Left", far.left().map(its -> Wording.millis(its.toMillis())).orElse("not known"));
    fact(
        html,
        "Kept so far",
        Wording.count(all.kept()) + " of " + Wording.count(all.judged()) + " returns");
    fact(html, "Broken so far", Wording.count(all.judged() - all.kept()));
    fact(html, "Lag of the generator, lately", lag(run));
    fact(html, "Users", Wording.count(run.peakConcurrentUsers()) + " at once at most");
    fact(html, "Target", run.identity().target());
    fact(html, "Run", run.identity().run());
    return html.add("</dl>\n</section>\n");
  }

  private static String lag(RunRecord run) {
    Map<String, Double> last =
        run.intervals().isEmpty()
            ? Map.of()
            : run.intervals().get(run.intervals().size() - 1).gauges();
    Double millis = last.get(GeneratorGauges.LAG_P99_MILLIS);
    return millis == null ? "not known yet" : Wording.millis(millis.doubleValue()) + " at p99";
  }

  private static void fact(Html html, String term, String value) {
    html.add("<div><dt>{}</dt><dd>{}</dd></div>\n", term, Html.sentence(value));
  }
}
