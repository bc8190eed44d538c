package dev.holdfast.report.page;

import dev.holdfast.markup.Figure;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What each way of losing a connection did to sessions: how many came back whole, how late the loss
 * was noticed, how long clients were turned away, and how long the restore took; nothing for a run
 * in which all were lost alike.
 */
final class LossesSection {

  private static final String DISRUPTION = "disruption";

  private LossesSection() {}

  static Html of(RunRecord run) {
    List<Map.Entry<Cohort, Tally>> losses =
        run.tallies().entrySet().stream()
            .filter(entry -> entry.getKey().dimension().equals(DISRUPTION))
            .sorted(Map.Entry.comparingByKey())
            .toList();
    if (losses.size() < 2) {
      return Html.of("");
    }
    Html html =
        Html.of(
            """
            <section id="losses" aria-labelledby="losses-title">
            <h2 id="losses-title">Losses</h2>
            <p>One row for each way in which connections were lost. A loss that the client makes itself is
            noticed at once; a time that was not measured is a dash.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Returns by loss">
            <table><caption>Returns by loss; times in milliseconds</caption><thead><tr>
            <th scope="col">Lost by</th><th scope="col" class="num">Returns</th>
            <th scope="col" class="num">Broken</th>
            <th scope="col" class="num">Noticed, p50</th><th scope="col" class="num">Noticed, max</th>
            <th scope="col" class="num">Turned away</th>
            <th scope="col" class="num">Turned away, max</th>
            <th scope="col" class="num">Restore, p50</th><th scope="col" class="num">Restore, p99</th>
            <th scope="col" class="num">Restore, max</th></tr></thead><tbody>
            """);
    losses.forEach(entry -> row(html, run, entry.getKey(), entry.getValue()));
    return html.add("</tbody></table></div>\n</section>\n");
  }

  private static void row(Html html, RunRecord run, Cohort loss, Tally tally) {
    Optional<LatencyFigures> noticed = figures(run, Phase.DETECTION, loss);
    Optional<LatencyFigures> away = figures(run, Phase.BACK_OFF, loss);
    Optional<LatencyFigures> restore = figures(run, Phase.RESTORE, loss);
    html.add(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td>",
        loss.value(),
        Figure.count(tally.judged()),
        Figure.count(tally.judged() - tally.kept()));
    number(html, noticed, LatencyFigures::p50);
    number(html, noticed, LatencyFigures::max);
    html.add("<td class=\"num\">{}</td>", away.map(each -> Figure.count(each.count())).orElse("–"));
    number(html, away, LatencyFigures::max);
    number(html, restore, LatencyFigures::p50);
    number(html, restore, LatencyFigures::p99);
    number(html, restore, LatencyFigures::max);
    html.add("</tr>\n");
  }

  private static void number(
      Html html, Optional<LatencyFigures> figures, ToDoubleFunction<LatencyFigures> which) {
    html.add(
        "<td class=\"num\">{}</td>",
        figures.map(each -> Figure.decimal(which.applyAsDouble(each))).orElse("–"));
  }

  private static Optional<LatencyFigures> figures(RunRecord run, Phase phase, Cohort loss) {
    Histogram micros = run.latencies().get(new Series(phase, loss));
    return micros == null || micros.getTotalCount() == 0
        ? Optional.empty()
        : Optional.of(LatencyFigures.of(micros));
  }
}
