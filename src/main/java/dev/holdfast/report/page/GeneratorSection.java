package dev.holdfast.report.page;

import dev.holdfast.markup.Chart;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Series;
import dev.holdfast.wording.Wording;

/** How well the load generator itself did, so that a reader can trust or doubt its figures. */
final class GeneratorSection {

  /** How late the generator ran, over time. */
  static final Series LAG = new Series(Phase.LAG, Cohort.ALL);

  private GeneratorSection() {}

  static Html of(GeneratorFigures generator, boolean lagOverTime) {
    Html html =
        Html.of(
            """
            <section id="generator" aria-labelledby="generator-title">
            <h2 id="generator-title">The generator's self-check</h2>
            <p>A generator that is late makes a time look longer than its target took. It makes nothing
            else wrong, so only a missed time can be its own doing.</p>
            {}<div class="scroll" tabindex="0" role="region" aria-label="Generator figures">
            <table><thead><tr><th scope="col">Figure</th><th scope="col" class="num">Measured</th>
            <th scope="col">What it tells</th></tr></thead><tbody>
            """,
            lagOverTime ? Chart.of("chart-lag", "The generator's lateness over time, ms") : "");
    row(
        html,
        "Event-loop lag, p99",
        Wording.millis(generator.eventLoopLagP99Millis()),
        "how late timers ran; the longest was "
            + Wording.millis(generator.eventLoopLagMaxMillis()));
    row(
        html,
        "The same where returns are judged",
        Wording.millis(generator.eventLoopLagP99WhereJudgedMillis()),
        "weighed by the returns of each interval: what can have made one late");
    row(
        html,
        "Longest garbage-collection pause",
        Wording.millis(generator.gcPauseMaxMillis()),
        "all pauses together took " + Wording.millis(generator.gcPauseTotalMillis()));
    row(
        html,
        "Achieved over planned",
        Wording.shareDown(generator.achievedOverPlanned()),
        "reconnections begun within their time");
    row(
        html,
        "Processor share",
        Wording.shareUp(Math.round(generator.cpuShare() * 1000) / 1000.0),
        "mean use of the machine's processors");
    row(
        html,
        "Open files",
        known(generator.openFilesMax()),
        "at most; the limit was " + known(generator.openFilesLimit()));
    row(
        html,
        "Largest clock step",
        Wording.millis(generator.clockStepMaxMillis()),
        "of the wall clock against the monotonic one");
    return html.add("</tbody></table></div>\n</section>\n");
  }

  private static void row(Html html, String figure, String measured, String tells) {
    html.add(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td>{}</td></tr>\n",
        figure,
        measured,
        tells);
  }

  private static String known(long count) {
    return count < 0 ? "unknown" : Wording.count(count);
  }
}
