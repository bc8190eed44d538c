package dev.holdfast.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.assessment.StormObjectives;
import dev.holdfast.markup.Chart;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.wording.Wording;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How soon all sessions are whole again when they are dropped at one instant, for each way in which
 * clients back off; nothing for a run that had no storm.
 */
final class StormSection {

  private static final MathContext DIGITS = new MathContext(4);

  /**
   * Points a percent: a curve that stands still between two waits must not look like one that
   * climbs.
   */
  private static final int FINENESS = 4;

  private static final int ALL = 100;

  /** One way of backing off, and the time from the drop to each session being whole again. */
  private record Strategy(String name, Histogram micros) {}

  private StormSection() {}

  static Html of(RunRecord run) {
    List<Strategy> strategies = strategies(run);
    if (strategies.isEmpty()) {
      return Html.of("");
    }
    Html html =
        Html.of(
            """
            <section id="storm" aria-labelledby="storm-title">
            <h2 id="storm-title">Reconnect storm</h2>
            <p>All sessions were dropped at one instant, again and again, by turns for each way in which clients
            back off. Times run from the drop to the whole context being back. An attempt that the server refused
            counts too; most handshakes a second are those that succeeded in the busiest tenth of a second.</p>
            """);
    html.add("{}", Chart.of("chart-storm", "Share of sessions that are whole again"));
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Ways of backing off">
        <table><caption>Until so many of the sessions are back</caption><thead><tr>
        <th scope="col">Back-off</th><th scope="col" class="num">50 %</th><th scope="col" class="num">95 %</th>
        <th scope="col" class="num">99 %</th><th scope="col" class="num">100 %</th>
        <th scope="col" class="num">Attempts a return</th>
        <th scope="col" class="num">Most handshakes a second</th><th scope="col" class="num">Returns</th>
        <th scope="col" class="num">Kept</th></tr></thead><tbody>
        """);
    strategies.forEach(strategy -> row(html, run, strategy));
    return html.add("</tbody></table></div>\n</section>\n");
  }

  /** The chart's curves: for each strategy its name and points of milliseconds and percent. */
  static ArrayNode curves(RunRecord run) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Strategy strategy : strategies(run)) {
      ArrayNode points = all.addObject().put("name", strategy.name()).putArray("points");
      for (int point = 0; point <= ALL * FINENESS; point++) {
        double percent = (double) point / FINENESS;
        points.addArray().add(rounded(LatencyFigures.at(strategy.micros(), percent))).add(percent);
      }
    }
    return all;
  }

  private static void row(Html html, RunRecord run, Strategy strategy) {
    Tally tally =
        run.tallies()
            .getOrDefault(new Cohort(StormObjectives.STRATEGY, strategy.name()), Tally.NONE);
    Double attempts = run.samples().get(StormObjectives.attempts(strategy.name()));
    Double peak = run.samples().get(StormObjectives.peak(strategy.name()));
    html.add(
        """
        <tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td><td class="num">{}</td>\
        <td class="num">{}</td><td class="num">{}</td><td class="num">{}</td><td class="num">{}</td>\
        <td class="num">{}</td></tr>
        """,
        strategy.name(),
        back(strategy, 50),
        back(strategy, 95),
        back(strategy, 99),
        back(strategy, ALL),
        attempts == null ? "–" : Wording.number(attempts),
        peak == null ? "–" : Wording.count(Math.round(peak)),
        Wording.count(tally.judged()),
        Wording.count(tally.kept()));
  }

  private static String back(Strategy strategy, double percent) {
    return Wording.millis(LatencyFigures.at(strategy.micros(), percent));
  }

  private static List<Strategy> strategies(RunRecord run) {
    return run.latencies().entrySet().stream()
        .filter(entry -> isStrategy(entry.getKey()) && entry.getValue().getTotalCount() > 0)
        .map(entry -> new Strategy(entry.getKey().cohort().value(), entry.getValue()))
        .sorted(Comparator.comparing(Strategy::name))
        .toList();
  }

  private static boolean isStrategy(Series series) {
    return series.phase() == Phase.ABSENCE
        && series.cohort().dimension().equals(StormObjectives.STRATEGY);
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value, DIGITS).stripTrailingZeros();
  }
}
