package dev.holdfast.report.page;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.markup.Chart;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.wording.Wording;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The run over time: sessions, reconnections, anomalies, and what was done to provoke them. */
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
    if (run.anomalies().values().stream().anyMatch(count -> count > 0)) {
      html.add("{}", Chart.of("chart-anomalies", "Anomalies by kind"));
    }
    Map<String, Long> events = run.events();
    if (!events.isEmpty()) {
      html.add("{}", Chart.of("chart-events", "Injected faults and events of the backend"));
      events(html, run, events);
    }
    html.add(
        """
        <details><summary>The same as a table</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="The run over time">
        <table><thead><tr><th scope="col" class="num">Until</th>
        <th scope="col" class="num">Users</th><th scope="col" class="num">Connections</th>
        <th scope="col" class="num">Planned</th><th scope="col" class="num">Kept</th>
        <th scope="col" class="num">Broken</th><th scope="col">Anomalies</th>{}</tr></thead><tbody>
        """,
        Html.of(events.isEmpty() ? "" : "<th scope=\"col\">Faults and events</th>"));
    spans.forEach(span -> row(html, span, !events.isEmpty()));
    return html.add("</tbody></table></div></details>\n</section>\n");
  }

  private static void events(Html html, RunRecord run, Map<String, Long> events) {
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Injected faults and events">
        <table><thead><tr><th scope="col">Fault or event</th><th scope="col" class="num">Times</th>
        <th scope="col" class="num">First by</th><th scope="col" class="num">Last by</th>
        </tr></thead><tbody>
        """);
    events.forEach(
        (name, count) ->
            html.add(
                """
                <tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td>\
                <td class="num">{}</td></tr>
                """,
                name,
                Wording.count(count),
                Wording.millis(ends(run, name).min().orElse(0)),
                Wording.millis(ends(run, name).max().orElse(0))));
    html.add("</tbody></table></div>\n");
  }

  private static LongStream ends(RunRecord run, String event) {
    return run.intervals().stream()
        .filter(interval -> interval.events().containsKey(event))
        .mapToLong(Interval::toMillis);
  }

  private static void row(Html html, Timeline.Span span, boolean withEvents) {
    html.add(
        """
        <tr><th scope="row" class="num">{}</th><td class="num">{}</td><td class="num">{}</td>\
        <td class="num">{}</td><td class="num">{}</td><td class="num">{}</td><td>{}</td>{}</tr>
        """,
        Wording.millis(span.toMillis()),
        gauge(span.users()),
        gauge(span.connections()),
        Wording.count(span.tally().planned()),
        Wording.count(span.tally().kept()),
        Wording.count(span.tally().judged() - span.tally().kept()),
        counts(span.anomalies(), Anomaly::id),
        withEvents ? Html.of("<td>{}</td>", counts(span.events(), name -> name)) : "");
  }

  private static <K> String counts(Map<K, Long> counts, Function<K, String> name) {
    return counts.entrySet().stream()
        .map(entry -> name.apply(entry.getKey()) + " " + Wording.count(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String gauge(@Nullable Double value) {
    return value == null ? "–" : Wording.count(Math.round(value));
  }
}
