package dev.holdfast.report.capacity;

import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.GeneratorUse;
import dev.holdfast.capacity.Level;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.TestBed;
import dev.holdfast.markup.Html;
import dev.holdfast.markup.ShownText;
import dev.holdfast.wording.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the figures were measured on and with, how to have them again, and what they do not cover.
 */
final class TestBedSection {

  private TestBedSection() {}

  static Html of(CapacityRun run) {
    TestBed bed = run.testBed();
    Html html =
        Html.of(
            """
            <section id="test-bed" aria-labelledby="test-bed-title">
            <h2 id="test-bed-title">Test-bed and the generator's own limits</h2>
            <dl class="facts">
            """);
    CapacityHtml.fact(html, "Machine", CapacityHtml.bed(bed));
    CapacityHtml.fact(html, "Target", count(bed.targetNodes(), "node"));
    CapacityHtml.fact(html, "Generator", count(bed.generators(), "process"));
    html.add("</dl>\n");
    generator(html, run);
    reproduce(html, run);
    html.add("</section>\n");
    html.add(
        """
        <section id="untested" aria-labelledby="untested-title">
        <h2 id="untested-title">What was not tested</h2>
        """);
    ResourcesSection.list(html, untested(run));
    return html.add("</section>\n");
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : what.endsWith("s") ? "es" : "s");
  }

  private static void generator(Html html, CapacityRun run) {
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Table: Generator">
        <table><caption>A level at which the generator was the limit says nothing of the target: it is
        INVALID, and a limit above it is not claimed.</caption><thead><tr><th scope="col">Level</th>
        <th scope="col" class="num">Processor share</th><th scope="col" class="num">Timer lag p99</th>
        <th scope="col" class="num">Begun in time</th><th scope="col" class="num">Open files</th></tr>
        </thead><tbody>
        """);
    for (RecordedSearch search : run.searches()) {
      search.atLimit().ifPresent(level -> row(html, which(search), search, level));
      search.levels().stream()
          .max(Comparator.comparingDouble(Level::load))
          .ifPresent(level -> row(html, "highest asked for, ", search, level));
    }
    html.add("</tbody></table></div>\n");
  }

  private static String which(RecordedSearch search) {
    return search.answer().kind() == Answer.Kind.LIMIT ? "at the limit, " : "highest that held, ";
  }

  private static void row(Html html, String which, RecordedSearch search, Level level) {
    GeneratorUse use = level.generator();
    html.add(
        """
        <tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td>\
        <td class="num">{}</td><td class="num">{}</td></tr>
        """,
        which + CapacityWords.load(level.load()) + " " + search.kind().words(),
        Wording.shareDown(Math.round(use.cpuShare() * 1000) / 1000.0),
        Wording.millis(use.eventLoopLagP99Millis()),
        Wording.shareDown(use.achievedShare()),
        Wording.shareDown(Math.round(use.openFilesShare() * 1000) / 1000.0));
  }

  private static void reproduce(Html html, CapacityRun run) {
    html.add(
        """
        <h2 id="again">How to reproduce</h2>
        <p><code>{}</code></p>
        <details class="reference"><summary>Configuration <small>{}</small></summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Table: Configuration"><table><tbody>
        """,
        run.command(),
        run.configuration().size());
    run.configuration()
        .forEach(
            (key, value) ->
                html.add(
                    "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td></tr>\n",
                    key,
                    ShownText.ofSetting(key, value)));
    html.add("</tbody></table></div></details>\n");
  }

  private static List<String> untested(CapacityRun run) {
    List<String> all = new ArrayList<>();
    Arrays.stream(LoadKind.values())
        .filter(kind -> run.search(kind).isEmpty())
        .forEach(kind -> all.add("the limit of " + kind.words() + ": it was not searched"));
    all.add(
        "more than "
            + count(run.testBed().targetNodes(), "node")
            + " at once, and the loss of one under load");
    run.searches().stream()
        .mapToDouble(search -> search.hold().longSeconds())
        .max()
        .ifPresent(
            seconds ->
                all.add(
                    "anything that takes longer than "
                        + Wording.millis(Math.round(1000 * seconds))
                        + " at one load, such as a slow leak: that is what a soak is for"));
    if (run.testBed().together()) {
      all.add("a network between users and target: both were on one machine");
    }
    if (run.testBed().timeScale() != 1) {
      all.add(
          "gaps of their real length: they were shrunk to "
              + Wording.share(run.testBed().timeScale()));
    }
    all.add("other mixes of connecting, conversing and reconnecting than the recorded one");
    return all;
  }
}
