package dev.holdfast.report;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a return is made of, from the instant at which the client meant to come back.
 *
 * <p>The bar is of means, because only means of parts add up to the mean of the whole.
 */
final class RecoverySection {

  private static final double WIDTH = 600;

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
        come back. When a loss is detected, how long the client stays offline and its back-off are
        planned by the scenario: the cohorts by disruption and gap tell them apart.</p>
        """);
    bar(html, parts(run, whole.get().mean()), whole.get().mean());
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Parts of a recovery">
        <table><caption>Milliseconds, all cohorts together</caption><thead><tr>
        <th scope="col">Part</th><th scope="col">From, to</th><th scope="col" class="num">Mean</th>
        <th scope="col" class="num">p50</th><th scope="col" class="num">p99</th>
        <th scope="col" class="num">Max</th></tr></thead><tbody>
        """);
    row(html, run, Phase.LAG, "the generator's own lateness, which is in none of the backend's");
    row(html, run, Phase.HANDSHAKE, "the upgrade is sent, the greeting is there");
    row(html, run, Phase.CONNECT, "the return is due, the greeting is there");
    row(html, run, Phase.HISTORY, "the history is asked for, it is there");
    row(html, run, Phase.CONTEXT, "the context is asked for, it is there");
    row(html, run, Phase.RESTORE, "the return is due, the whole context is there");
    return html.add("</tbody></table></div>\n</section>\n");
  }

  private static List<Part> parts(RunRecord run, double whole) {
    double handshake = figures(run, Phase.HANDSHAKE).map(LatencyFigures::mean).orElse(0.0);
    double connect = figures(run, Phase.CONNECT).map(LatencyFigures::mean).orElse(handshake);
    List<Part> parts = new ArrayList<>();
    add(parts, "before", "the return is due, the upgrade is sent", connect - handshake);
    add(parts, "handshake", "the upgrade is sent, the greeting is there", handshake);
    add(parts, "restore", "the greeting is there, the whole context is", whole - connect);
    return parts;
  }

  private static void add(List<Part> parts, String name, String meaning, double millis) {
    if (millis > 0) {
      parts.add(new Part(name, meaning, millis));
    }
  }

  private static void bar(Html html, List<Part> parts, double whole) {
    double sum = parts.stream().mapToDouble(Part::millis).sum();
    html.add(
        """
        <figure class="recovery"><figcaption>A mean return, {}</figcaption>
        <svg viewBox="0 0 600 24" preserveAspectRatio="none" aria-hidden="true">
        """,
        Figure.millis(whole));
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
          "<li><span class=\"swatch {}\"></span> {} <small>{}</small></li>\n",
          part.name(),
          Figure.millis(part.millis()),
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
                    <td class="num">{}</td><td class="num">{}</td><td class="num">{}</td></tr>
                    """,
                    phase.id(),
                    meaning,
                    Figure.decimal(figures.mean()),
                    Figure.decimal(figures.p50()),
                    Figure.decimal(figures.p99()),
                    Figure.decimal(figures.max())));
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
