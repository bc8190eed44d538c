package dev.holdfast.report.capacity;

import dev.holdfast.capacity.Hold;
import dev.holdfast.capacity.Level;
import dev.holdfast.capacity.LevelFigures;
import dev.holdfast.capacity.LevelPromise;
import dev.holdfast.capacity.LittlesLaw;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.model.UslFit;
import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import dev.holdfast.markup.Chart;
import dev.holdfast.markup.Html;
import dev.holdfast.wording.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One search: its curves, where they turn, and every level that was measured. */
final class SearchSection {

  private SearchSection() {}

  static Html of(RecordedSearch search) {
    String id = CapacityWords.id(search.kind());
    Html html =
        Html.of(
            """
            <section id="search-{}" aria-labelledby="search-{}-title">
            <h2 id="search-{}-title">{}</h2>
            <p>{}.</p>
            """,
            id,
            id,
            id,
            CapacityHtml.sentence(search.kind().words()),
            Html.sentence(
                CapacityHtml.sentence(CapacityWords.headline(search))
                    + ": "
                    + CapacityWords.because(search)));
    html.add("{}", Chart.of("throughput-" + id, throughputTitle(search.kind())));
    html.add("{}", Chart.of("latency-" + id, "Time of a unit of work against load, ms"));
    html.add("<dl class=\"facts\">\n");
    CapacityHtml.fact(html, "Promise", promise(search));
    CapacityHtml.fact(html, "Knee of throughput", knee(search, search.saturationKnee()));
    CapacityHtml.fact(html, "Knee of latency (p99)", knee(search, search.latencyKnee()));
    html.add("</dl>\n");
    html.add(
        "{}",
        search.fit().map(fit -> law(fit, search.kind().words())).orElseGet(SearchSection::noLaw));
    levels(html, search);
    return html.add("</section>\n");
  }

  private static String throughputTitle(LoadKind kind) {
    return kind == LoadKind.SESSIONS
        ? "Units of work a second against concurrent sessions"
        : "Units of work a second against units under way at once";
  }

  private static String promise(RecordedSearch search) {
    return "p99 of at most "
        + Wording.millis(search.promise().p99Millis(), search.promise().p99Millis())
        + ", at most "
        + Wording.share(search.promise().mostFailedShare())
        + " failed";
  }

  /** Of knee and limit the lower one is what to plan with. */
  private static String knee(RecordedSearch search, Optional<Double> knee) {
    Double limit = search.answer().load();
    return knee.map(
            at ->
                CapacityWords.load(at)
                    + (limit == null
                        ? ""
                        : at < limit
                            ? ", below the limit: from there on more load costs more than it brings"
                            : ", not below the limit: the promise binds first"))
        .orElse("none: no bend in what was measured");
  }

  private static Html law(UslFit fit, String of) {
    if (!fit.determined()) {
      return Html.of(
          """
          <p class="note">No scalability law: λ is undetermined ({} to {} per second); measure levels with contention, at which
          work waits for other work.</p>
          """,
          Wording.number(fit.lambda().low()),
          Wording.number(fit.lambda().high()));
    }
    Html html =
        Html.of(
            """
            <h3>Universal scalability law</h3>
            <div class="scroll" tabindex="0" role="region" aria-label="Table: Scalability law of {}">
            <table><caption>Fitted to all valid levels; in brackets the {} % bootstrap interval. What the
            law does not explain is {} a second (standard deviation).</caption>
            <thead><tr><th scope="col">Coefficient</th><th scope="col" class="num">Estimate</th>
            <th scope="col">What it is</th></tr></thead><tbody>
            """,
            of, Math.round(100 * fit.confidence()), Wording.number(fit.unexplained()));
    String row =
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"wide\">{}</td></tr>\n";
    html.add(row, "λ", CapacityWords.estimate(fit.lambda()), "throughput a second of one alone");
    html.add(
        row,
        "σ",
        CapacityWords.estimate(fit.sigma()),
        "contention: the share of the work that waits its turn");
    html.add(
        row,
        "κ",
        CapacityWords.estimate(fit.kappa()),
        "coherency: the cost of each pair agreeing; above 0 throughput falls at last");
    html.add(
        row,
        "peak",
        CapacityWords.estimate(fit.peak()),
        "how many at once give the highest throughput, by the law; beyond the measured levels it is"
            + " extrapolated");
    return html.add("</tbody></table></div>\n");
  }

  private static Html noLaw() {
    return Html.of(
        "<p class=\"note\">No scalability law: that needs {} valid levels of different load.</p>\n",
        UslFit.LEAST_POINTS);
  }

  private static void levels(Html html, RecordedSearch search) {
    html.add(
        """
        <details open><summary>All levels, by load <small>{}</small></summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Table: Levels of {}">
        <table><caption>Warm-up of {} cut off; settled windows of {} (short) and {} (long). Little: by how
        much throughput times time differs from the number counted at once; 5 % are granted, and what chance
        does to work that an end of the window cuts.</caption>
        <thead><tr><th scope="col" class="num">Load</th><th scope="col">Hold</th><th scope="col">Verdict</th>
        <th scope="col" class="num">Work/s</th><th scope="col" class="num">p50</th>
        <th scope="col" class="num">p99</th><th scope="col" class="num">Failed</th>
        <th scope="col" class="num">Little</th><th scope="col" class="num">Processors</th>
        <th scope="col">Why</th></tr></thead><tbody>
        """,
        search.levels().size(),
        search.kind().words(),
        Wording.millis(1_000 * search.hold().warmUpSeconds()),
        Wording.millis(1_000 * search.hold().shortSeconds()),
        Wording.millis(1_000 * search.hold().longSeconds()));
    List<Level> byLoad =
        search.levels().stream()
            .sorted(Comparator.comparingDouble(Level::load).thenComparing(Level::hold))
            .toList();
    byLoad.forEach(level -> row(html, level, search.promise()));
    html.add("</tbody></table></div></details>\n");
  }

  private static void row(Html html, Level level, LevelPromise promise) {
    LevelFigures figures = level.figures();
    Usage cpu = level.target().get(Resource.CPU);
    html.add(
        """
        <tr class="{}"><th scope="row" class="num">{}</th><td>{}</td><td class="standing">{}</td>\
        <td class="num">{}</td><td class="num">{}</td><td class="num">{}</td><td class="num">{}</td>\
        <td class="num">{}</td><td class="num">{}</td><td class="wide">{}</td></tr>
        """,
        switch (level.verdict()) {
          case HELD -> "met";
          case BROKE -> "unmet";
          case INVALID -> "same";
        },
        CapacityWords.load(level.load()),
        level.hold() == Hold.LONG ? "long" : "short",
        switch (level.verdict()) {
          case HELD -> "✓ held";
          case BROKE -> "✗ broke";
          case INVALID -> "⊘ invalid";
        },
        Wording.number(figures.throughput()),
        Wording.millis(figures.p50Millis()),
        Wording.millis(figures.p99Millis(), promise.p99Millis()),
        Wording.share(figures.failedShare(), promise.mostFailedShare()),
        String.format(Locale.ROOT, "%+.1f %%", 100 * LittlesLaw.of(figures).deviation()),
        cpu == null ? "–" : Wording.number(cpu.used()),
        String.join("; ", level.reasons()) + (level.stoppedEarly() ? " (stopped early)" : ""));
  }
}
