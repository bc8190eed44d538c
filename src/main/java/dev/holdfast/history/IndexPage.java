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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code index.html}: the newest run first, and how each simulation went over its runs. */
final class IndexPage {

  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** So many kinds of run are drawn at once; the others are folded. */
  private static final int MOST_KINDS = 3;

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
    return new HtmlPage("Runs – Holdfast", body)
        .script(PageAsset.own("theme.js"))
        .script(PageAsset.own("index.js"))
        .text();
  }

  /** Only runs of one kind make a course: a simulation at another size is another question. */
  private static void trends(Html body, List<RunEntry> newestFirst) {
    Map<RunEntry.Kind, List<RunEntry>> kinds = new LinkedHashMap<>();
    for (RunEntry run : newestFirst) {
      if (!run.smoke()) {
        kinds.computeIfAbsent(run.kind(), fresh -> new ArrayList<>()).add(0, run);
      }
    }
    kinds.values().removeIf(runs -> runs.size() < 2);
    if (kinds.isEmpty()) {
      return;
    }
    body.add("{}", Trend.legend());
    int shown = 0;
    for (Map.Entry<RunEntry.Kind, List<RunEntry>> kind : kinds.entrySet()) {
      if (shown++ == MOST_KINDS) {
        body.add("<details><summary>{} more kinds of run</summary>\n", kinds.size() - MOST_KINDS);
      }
      trend(body, kind.getKey(), kind.getValue());
    }
    body.add("{}", Html.of(kinds.size() > MOST_KINDS ? "</details>\n" : ""));
  }

  private static void trend(Html body, RunEntry.Kind kind, List<RunEntry> runs) {
    body.add(
        """
        <section class="kind" data-simulation="{}"><h2>{} <small>{}</small></h2>
        <div class="trends">{}{}</div></section>
        """,
        kind.simulation(),
        kind.simulation(),
        kind.words(),
        Trend.continuity(runs),
        Trend.restore(runs));
  }

  private static void table(Html body, List<RunEntry> newestFirst) {
    body.add("<section aria-labelledby=\"runs\"><h2 id=\"runs\">All runs</h2>\n");
    if (newestFirst.isEmpty()) {
      body.add("<p>No run has left a verdict here yet.</p></section>\n");
      return;
    }
    filter(body, newestFirst);
    body.add(
        """
        <table class="runs" role="table"><thead role="rowgroup"><tr role="row">
        <th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Run</th>
        <th role="columnheader" scope="col">Simulation</th>
        <th role="columnheader" scope="col">Started, UTC</th>
        <th role="columnheader" scope="col" class="num">Continuity</th>
        <th role="columnheader" scope="col" class="num">At least</th>
        <th role="columnheader" scope="col" class="num">Restore p99</th>
        <th role="columnheader" scope="col" class="num">Users</th>
        <th role="columnheader" scope="col" class="num">Duration</th>
        <th role="columnheader" scope="col">Against last PASS</th></tr></thead>
        <tbody role="rowgroup">
        """);
    newestFirst.forEach(run -> row(body, run));
    body.add("</tbody></table></section>\n");
  }

  private static void filter(Html body, List<RunEntry> runs) {
    body.add(
        """
        <form class="filter needs-script" aria-label="Which runs are shown">
        <label>Simulation <select id="filter-simulation"><option value="">all</option>
        """);
    runs.stream()
        .map(RunEntry::simulation)
        .distinct()
        .sorted()
        .forEach(each -> body.add("<option value=\"{}\">{}</option>\n", each, each));
    body.add("</select></label>\n<label>Verdict <select id=\"filter-verdict\">\n");
    body.add("<option value=\"\">all</option>\n");
    runs.stream()
        .map(RunEntry::title)
        .distinct()
        .sorted()
        .forEach(each -> body.add("<option value=\"{}\">{}</option>\n", each, each));
    body.add("</select></label> <span id=\"shown\" role=\"status\"></span></form>\n");
  }

  private static void row(Html body, RunEntry run) {
    boolean told = run.planned() > 0;
    body.add(
        """
        <tr role="row" class="{}" data-simulation="{}" data-verdict="{}">\
        <td role="cell"><span class="word"><span aria-hidden="true">{}</span> {}</span></td>\
        <th role="rowheader" scope="row">{}</th>\
        <td role="cell" data-label="Simulation">{}<small>{}</small></td>\
        <td role="cell" data-label="Started">{}</td>\
        <td role="cell" class="num" data-label="Continuity">{}</td>\
        <td role="cell" class="num" data-label="At least">{}</td>\
        <td role="cell" class="num" data-label="Restore p99">{}</td>\
        <td role="cell" class="num" data-label="Users">{}</td>\
        <td role="cell" class="num" data-label="Duration">{}</td>\
        <td role="cell" data-label="Last PASS">{}</td></tr>
        """,
        run.verdict().name().toLowerCase(Locale.ROOT),
        run.simulation(),
        run.title(),
        Glyph.of(run.verdict()),
        run.title(),
        linked(run),
        run.simulation(),
        run.kind().words(),
        run.startedAt().equals(Instant.EPOCH) ? Wording.NONE : STARTED.format(run.startedAt()),
        told ? Wording.shareDown(run.rate(), run.required()) : Wording.NONE,
        told ? Wording.shareDown(run.lowerBound(), run.required()) : Wording.NONE,
        run.restoreP99Millis() > 0 ? Wording.millis(run.restoreP99Millis()) : Wording.NONE,
        Wording.count(run.users()),
        Wording.millis(run.durationMillis()),
        run.valid() ? difference(run) : "says nothing of its target");
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
