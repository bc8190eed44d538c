package dev.holdfast.report;

import dev.holdfast.measure.RunRecord;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The run over time: sessions, reconnections and anomalies. */
final class TimelineSection {

  private static final int ROWS = 30;

  private TimelineSection() {}

  static Html of(RunRecord run) {
    Html html =
        Html.of(
            """
            <section id="timeline" aria-labelledby="timeline-title">
            <h2 id="timeline-title">Over time</h2>
            """);
    List<Timeline.Span> spans = Timeline.of(run.intervals(), ROWS);
    if (spans.isEmpty()) {
      return html.add("<p>No interval was recorded.</p>\n</section>\n");
    }
    html.add("{}", Chart.of("chart-sessions", "Virtual users and open connections"));
    html.add("{}", Chart.of("chart-reconnections", "Reconnections a second, kept and broken"));
    if (run.anomalies().values().stream().anyMatch(count -> count > 0)) {
      html.add("{}", Chart.of("chart-anomalies", "Anomalies by kind"));
    }
    html.add(
        """
        <details><summary>The same as a table</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="The run over time">
        <table><thead><tr><th scope="col" class="num">Until</th>
        <th scope="col" class="num">Users</th><th scope="col" class="num">Connections</th>
        <th scope="col" class="num">Planned</th><th scope="col" class="num">Kept</th>
        <th scope="col" class="num">Broken</th><th scope="col">Anomalies</th></tr></thead><tbody>
        """);
    spans.forEach(span -> row(html, span));
    return html.add("</tbody></table></div></details>\n</section>\n");
  }

  private static void row(Html html, Timeline.Span span) {
    String anomalies =
        span.anomalies().entrySet().stream()
            .map(entry -> entry.getKey().id() + " " + Figure.count(entry.getValue()))
            .collect(Collectors.joining(", "));
    html.add(
        """
        <tr><th scope="row" class="num">{}</th><td class="num">{}</td><td class="num">{}</td>\
        <td class="num">{}</td><td class="num">{}</td><td class="num">{}</td><td>{}</td></tr>
        """,
        Figure.duration(span.toMillis()),
        gauge(span.users()),
        gauge(span.connections()),
        Figure.count(span.tally().planned()),
        Figure.count(span.tally().kept()),
        Figure.count(span.tally().judged() - span.tally().kept()),
        anomalies);
  }

  private static String gauge(@Nullable Double value) {
    return value == null ? "–" : Figure.count(Math.round(value));
  }
}
