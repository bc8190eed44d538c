package dev.holdfast.history;

import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.Html;
import dev.holdfast.markup.HtmlPage;
import dev.holdfast.markup.PageAsset;
import dev.holdfast.wording.Wording;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code index.html}: the newest run first, and how each simulation went over its runs. */
final class IndexPage {

  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private IndexPage() {}

  static String of(List<RunEntry> newestFirst, List<SkippedFolder> skipped) {
    Html body =
        Html.of(
            """
            <a class="skip" href="#runs">Skip to the runs</a>
            <header class="top"><p><b>Holdfast</b> all runs</p>
            <button type="button" id="theme" class="needs-script">Dark</button></header>
            <main><h1>Runs</h1>
            """);
    trends(body, newestFirst);
    table(body, newestFirst);
    skipped(body, skipped);
    body.add("</main>\n");
    return new HtmlPage("Runs – Holdfast", body).script(PageAsset.own("theme.js")).text();
  }

  private static void trends(Html body, List<RunEntry> newestFirst) {
    Map<String, List<RunEntry>> bySimulation = new TreeMap<>();
    for (RunEntry run : newestFirst) {
      if (run.smoke()) {
        continue;
      }
      bySimulation.computeIfAbsent(run.simulation(), fresh -> new ArrayList<>()).add(0, run);
    }
    bySimulation.values().removeIf(runs -> runs.size() < 2);
    bySimulation.forEach(
        (simulation, runs) -> {
          body.add("<section><h2>{}</h2>\n<div class=\"trends\">", simulation);
          body.add("{}", Trend.continuity(runs));
          body.add("{}", Trend.restore(runs));
          body.add("</div></section>\n");
        });
  }

  private static void table(Html body, List<RunEntry> newestFirst) {
    body.add("<section aria-labelledby=\"runs\"><h2 id=\"runs\">All runs</h2>\n");
    if (newestFirst.isEmpty()) {
      body.add("<p>No run has left a verdict here yet.</p></section>\n");
      return;
    }
    body.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="All runs">
        <table class="runs"><thead><tr><th scope="col">Verdict</th><th scope="col">Run</th>
        <th scope="col">Simulation</th><th scope="col">Started, UTC</th>
        <th scope="col" class="num">Continuity</th><th scope="col" class="num">At least</th>
        <th scope="col" class="num">Restore p99</th><th scope="col" class="num">Users</th>
        <th scope="col" class="num">Duration</th><th scope="col">Against last PASS</th></tr></thead><tbody>
        """);
    newestFirst.forEach(run -> row(body, run));
    body.add("</tbody></table></div></section>\n");
  }

  private static void row(Html body, RunEntry run) {
    boolean told = run.planned() > 0;
    body.add(
        """
        <tr class="{}"><td><span class="word"><span aria-hidden="true">{}</span> {}</span></td>\
        <th scope="row">{}</th><td>{}</td><td>{}</td><td class="num">{}</td><td class="num">{}</td>\
        <td class="num">{}</td><td class="num">{}</td><td class="num">{}</td><td>{}</td></tr>
        """,
        run.verdict().name().toLowerCase(Locale.ROOT),
        Glyph.of(run.verdict()),
        run.title(),
        linked(run),
        run.simulation(),
        run.startedAt().equals(Instant.EPOCH) ? "–" : STARTED.format(run.startedAt()),
        told ? Wording.shareDown(run.rate()) : "–",
        told ? Wording.shareDown(run.lowerBound()) : "–",
        run.restoreP99Millis() > 0 ? Wording.millis(run.restoreP99Millis()) : "–",
        Wording.count(run.users()),
        Wording.millis(run.durationMillis()),
        difference(run));
  }

  private static String difference(RunEntry run) {
    if (run.baseline().isEmpty()) {
      return "–";
    }
    String worse = run.worse().isEmpty() ? "" : "worse: " + String.join(", ", run.worse());
    String better = run.better().isEmpty() ? "" : "better: " + String.join(", ", run.better());
    String both = worse.isEmpty() || better.isEmpty() ? worse + better : worse + "; " + better;
    return both.isEmpty() ? "noise" : both;
  }

  private static Html linked(RunEntry run) {
    return run.page()
        ? Html.of("<a href=\"{}\">{}</a>", address(run), run.folder())
        : Html.of("{}", run.folder());
  }

  /** Relative to the index; a folder's name may hold anything that a file system allows. */
  static String address(RunEntry run) {
    String folder = URLEncoder.encode(run.folder(), StandardCharsets.UTF_8).replace("+", "%20");
    return "./" + folder + "/" + RunFiles.PAGE;
  }

  private static void skipped(Html body, List<SkippedFolder> skipped) {
    if (skipped.isEmpty()) {
      return;
    }
    body.add("<section><h2>Not shown</h2>\n<ul>\n");
    skipped.forEach(each -> body.add("<li><code>{}</code>: {}</li>\n", each.folder(), each.why()));
    body.add("</ul></section>\n");
  }
}
