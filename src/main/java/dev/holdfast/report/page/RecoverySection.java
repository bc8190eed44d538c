package dev.holdfast.report.page;

import dev.holdfast.markup.Html;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What an outage is made of: detection, the time offline, back-off, handshake and restore.
 *
 * <p>The bars are of means, because only means of parts add up to the mean of the whole; a part
 * that only some returns have counts for all of them. They are two, because clients are away for
 * seconds and back within milliseconds.
 */
final class RecoverySection {

  private static final double WIDTH = 600;
  private static final List<Phase> AWAY = List.of(Phase.DETECTION, Phase.OFFLINE, Phase.BACK_OFF);

  /** A stretch of the bar; the length is a mean in milliseconds. */
  private record Part(String name, String meaning, double millis) {}

  private RecoverySection() {}

  static Html of(RunRecord run) {
    Html html =
        Html.of(
            """
            <section id="recovery" aria-labelledby="recovery-title">
            <h2 id="recovery-title">Recovery</h2>
            """);
    Optional<LatencyFigures> whole = figures(run, Phase.RESTORE);
    if (whole.isEmpty()) {
      return html.add("<p>No return was timed.</p>\n</section>\n");
    }
    html.add(
        """
        <p>How long a session takes to be whole again, from the instant at which the client meant to
        come back. A session that never came back counts at the client's patience. {}</p>
        """,
        sayingOfTimeAway(run));
    List<Part> away = away(run, whole.get());
    List<Part> back = parts(run, whole.get().mean());
    if (!away.isEmpty()) {
      bar(html, "A mean outage", Stream.concat(away.stream(), back.stream()).toList());
    }
    bar(html, "A mean return", back);
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Parts of a recovery">
        <table><caption>Milliseconds, all cohorts together</caption><thead><tr>
        <th scope="col">Part</th><th scope="col">From, to</th>
        <th scope="col" class="num">Count</th><th scope="col" class="num">Mean</th>
        <th scope="col" class="num">p50</th><th scope="col" class="num">p99</th>
        <th scope="col" class="num">Max</th></tr></thead><tbody>
        """);
    row(html, run, Phase.DETECTION, "the loss of the connection → the client notices it");
    row(html, run, Phase.OFFLINE, "the client notices → it is due to come back");
    row(html, run, Phase.BACK_OFF, "the return is due → the attempt that succeeds begins");
    row(html, run, Phase.LAG, "the generator's own lateness, no part of the backend's times");
    row(html, run, Phase.HANDSHAKE, "the upgrade is sent → the greeting arrives");
    row(html, run, Phase.CONNECT, "the return is due → the greeting arrives");
    row(html, run, Phase.HISTORY, "the request for the history → it arrives");
    row(html, run, Phase.CONTEXT, "the request for the context → it arrives");
    row(html, run, Phase.RESTORE, "the return is due → the whole context has arrived");
    return html.add("</tbody></table></div>\n</section>\n");
  }

  private static String sayingOfTimeAway(RunRecord run) {
    boolean told = AWAY.stream().anyMatch(phase -> figures(run, phase).isPresent());
    return told
        ? "What comes before that, until the loss is noticed, until the client means to come back and"
            + " while it is turned away, is told apart."
        : "What comes before that is planned by the scenario and was not timed in this run: the"
            + " cohorts by disruption and gap tell it apart.";
  }

  private static List<Part> away(RunRecord run, LatencyFigures restore) {
    List<Part> parts = new ArrayList<>();
    add(parts, "detection", "until the loss is noticed", each(run, Phase.DETECTION, restore));
    add(parts, "offline", "until the return is due", each(run, Phase.OFFLINE, restore));
    add(parts, "back-off", "turned away and waiting", each(run, Phase.BACK_OFF, restore));
    return parts;
  }

  /** The mean over all returns, to which one that has no such part adds nothing. */
  private static double each(RunRecord run, Phase phase, LatencyFigures returns) {
    return figures(run, phase)
        .map(figures -> figures.mean() * figures.count() / returns.count())
        .orElse(0.0);
  }

  private static List<Part> parts(RunRecord run, double whole) {
    double handshake = figures(run, Phase.HANDSHAKE).map(LatencyFigures::mean).orElse(0.0);
    double connect = figures(run, Phase.CONNECT).map(LatencyFigures::mean).orElse(handshake);
    List<Part> parts = new ArrayList<>();
    add(parts, "before", "the return is due, the upgrade is sent", connect - handshake);
    add(parts, "handshake", "the upgrade is sent → the greeting arrives", handshake);
    add(parts, "restore", "the greeting arrives → the whole context is back", whole - connect);
    return parts;
  }

  private static void add(List<Part> parts, String name, String meaning, double millis) {
    if (millis > 0) {
      parts.add(new Part(name, meaning, millis));
    }
  }

  private static void bar(Html html, String title, List<Part> parts) {
    double sum = parts.stream().mapToDouble(Part::millis).sum();
    html.add(
        """
        <figure class="recovery"><figcaption>{}, {}</figcaption>
        <svg viewBox="0 0 600 24" preserveAspectRatio="none" aria-hidden="true">
        """,
        title,
        Wording.millis(sum));
    double x = 0;
    for (Part part : parts) {
      double width = part.millis() / sum * WIDTH;
      html.add(
          "<rect class=\"{}\" x=\"{}\" y=\"0\" width=\"{}\" height=\"24\"/>\n",
          part.name(),
          decimal(x),
          decimal(width));
      x += width;
    }
    html.add("</svg><ul>\n");
    for (Part part : parts) {
      html.add(
          "<li><span class=\"swatch {}\"></span> {} {} <small>{}</small></li>\n",
          part.name(),
          part.name(),
          Wording.millis(part.millis()),
          part.meaning());
    }
    html.add("</ul></figure>\n");
  }

  private static void row(Html html, RunRecord run, Phase phase, String meaning) {
    figures(run, phase)
        .ifPresent(
            figures ->
                html.add(
                    """
                    <tr><th scope="row">{}</th><td>{}</td><td class="num">{}</td>\
                    <td class="num">{}</td><td class="num">{}</td><td class="num">{}</td>\
                    <td class="num">{}</td></tr>
                    """,
                    phase.id(),
                    meaning,
                    Wording.count(figures.count()),
                    Wording.number(figures.mean()),
                    Wording.number(figures.p50()),
                    Wording.number(figures.p99()),
                    Wording.number(figures.max())));
  }

  private static Optional<LatencyFigures> figures(RunRecord run, Phase phase) {
    Histogram micros = run.latencies().get(new Series(phase, Cohort.ALL));
    return micros == null || micros.getTotalCount() == 0
        ? Optional.empty()
        : Optional.of(LatencyFigures.of(micros));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
