package dev.holdfast.report.page;

import dev.holdfast.markup.Chart;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.wording.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long each part of a session's life took, for everyone and for each cohort. */
final class LatencySection {

  private static final String HEAD =
      """
      <thead><tr><th scope="col">Phase</th>{}
      <th scope="col" class="num">Count</th><th scope="col" class="num">Mean</th>
      <th scope="col" class="num">p50</th><th scope="col" class="num">p95</th>
      <th scope="col" class="num">p99</th><th scope="col" class="num">p99.9</th>
      <th scope="col" class="num">Max</th></tr></thead><tbody>
      """;

  private LatencySection() {}

  static Html of(RunRecord run, boolean overTime) {
    Html html =
        Html.of(
            """
            <section id="latency" aria-labelledby="latency-title">
            <h2 id="latency-title">Latency</h2>
            """);
    List<Map.Entry<Series, Histogram>> measured = measured(run);
    if (measured.isEmpty()) {
      return html.add("<p>Nothing was timed.</p>\n</section>\n");
    }
    html.add(
        """
        <p>In milliseconds, from the instant at which each was due. A session that never came back counts
        with the time that its client waited. The charts begin with restore, reconnection (connect) and the
        generator's own lateness (lag); their legends show the others.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Latency by phase">
        <table><caption>By phase, all cohorts together</caption>
        """);
    table(html, measured.stream().filter(entry -> everyone(entry.getKey())).toList(), false);
    html.add("</div>\n{}", filter(measured));
    html.add("{}", Chart.of("chart-percentiles", "Latency by percentile, ms"));
    if (overTime) {
      html.add("{}", Chart.of("chart-latency", "Latency over time, ms"));
    }
    html.add(
        """
        <details><summary>By cohort <small>{}</small></summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Latency by cohort">
        <table id="latency-by-cohort">
        """,
        measured.size());
    table(html, measured, true);
    return html.add("</div></details>\n</section>\n");
  }

  private static List<Map.Entry<Series, Histogram>> measured(RunRecord run) {
    return run.latencies().entrySet().stream()
        .filter(entry -> entry.getValue().getTotalCount() > 0)
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(Series::phase)
                    .thenComparing(Series::cohort, CohortName.ORDER)))
        .toList();
  }

  private static void table(
      Html html, List<Map.Entry<Series, Histogram>> rows, boolean withCohort) {
    html.add(HEAD, Html.of(withCohort ? "<th scope=\"col\">Cohort</th>" : ""));
    rows.forEach(row -> row(html, row.getKey(), LatencyFigures.of(row.getValue()), withCohort));
    html.add("</tbody></table>");
  }

  private static void row(Html html, Series series, LatencyFigures figures, boolean withCohort) {
    Cohort cohort = series.cohort();
    html.add(
        """
        <tr data-phase="{}" data-dimension="{}" data-value="{}"><th scope="row">{}</th>{}\
        <td class="num">{}</td>""",
        series.phase().id(),
        cohort.dimension(),
        cohort.value(),
        series.phase().id(),
        withCohort ? Html.of("<td>{}</td>", CohortName.of(cohort)) : "",
        Wording.count(figures.count()));
    for (double millis :
        new double[] {
          figures.mean(), figures.p50(), figures.p95(), figures.p99(), figures.p999(), figures.max()
        }) {
      html.add("<td class=\"num\">{}</td>", Wording.number(millis));
    }
    html.add("</tr>\n");
  }

  private static Html filter(List<Map.Entry<Series, Histogram>> measured) {
    Html html =
        Html.of(
            """
            <form class="filter needs-script" aria-label="What the charts and the table by cohort show">
            <label>Phase <select id="filter-phase"><option value="">all phases</option>
            """);
    measured.stream()
        .map(entry -> entry.getKey().phase())
        .distinct()
        .map(Phase::id)
        .forEach(phase -> html.add("<option value=\"{}\">{}</option>\n", phase, phase));
    html.add(
        """
        </select></label>
        <label>Cohort <select id="filter-cohort">
        """);
    List<Cohort> cohorts =
        measured.stream()
            .map(entry -> entry.getKey().cohort())
            .distinct()
            .sorted(CohortName.ORDER)
            .toList();
    String dimension = "";
    for (Cohort cohort : cohorts) {
      boolean first = !cohort.equals(Cohort.ALL) && !cohort.dimension().equals(dimension);
      if (first) {
        html.add(
            "<option value=\"{}=\">each {}</option>\n", cohort.dimension(), cohort.dimension());
      }
      dimension = cohort.dimension();
      html.add("<option value=\"{}\">{}</option>\n", cohort, CohortName.of(cohort));
    }
    return html.add("</select></label></form>\n");
  }

  private static boolean everyone(Series series) {
    return series.cohort().equals(Cohort.ALL);
  }
}
