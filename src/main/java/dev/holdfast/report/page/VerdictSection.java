package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.remedy.Remedy;
import dev.holdfast.wording.Wording;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The top of the page: the answer in ten seconds. */
final class VerdictSection {

  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private VerdictSection() {}

  static Html of(RunRecord run, Assessment assessment, List<Remedy> remedies) {
    Verdict verdict = assessment.verdict();
    Html html = new Html();
    html.add(
        """
        <section class="verdict {}" aria-labelledby="verdict">
        <h1 id="verdict"><span class="sign" aria-hidden="true">{}</span> {}</h1>
        <p class="meaning">{}</p>
        """,
        verdict.name().toLowerCase(Locale.ROOT),
        Glyph.of(verdict),
        assessment.title(),
        Glyph.meaning(assessment));
    list(html, "reasons", assessment.reasons());
    list(html, "remarks", assessment.notes());
    remedies(html, remedies);
    html.add("<p>{}</p>\n", Html.sentence(VerdictSentence.of(run, assessment)));
    facts(html, run);
    return html.add("</section>\n");
  }

  private static void list(Html html, String kind, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    html.add("<ul class=\"{}\">\n", kind);
    lines.forEach(line -> html.add("<li>{}</li>\n", Html.sentence(line)));
    html.add("</ul>\n");
  }

  private static void remedies(Html html, List<Remedy> remedies) {
    if (remedies.isEmpty()) {
      return;
    }
    html.add("<h2 class=\"next\">What to do</h2>\n<ul class=\"remedies\">\n");
    for (Remedy remedy : remedies) {
      html.add("<li>{}", Html.sentence(remedy.what()));
      if (!remedy.command().isEmpty()) {
        html.add(":<pre><code>{}</code></pre>", remedy.command());
      }
      html.add("</li>\n");
    }
    html.add("</ul>\n");
  }

  private static void facts(Html html, RunRecord run) {
    RunIdentity identity = run.identity();
    html.add("<dl class=\"facts\">\n");
    fact(html, "Target", identity.target());
    fact(
        html,
        "Users",
        Wording.count(run.peakConcurrentUsers())
            + " at once, "
            + Wording.count(identity.plannedUsers())
            + " planned");
    fact(
        html,
        "Duration",
        Wording.millis(run.durationMillis())
            + (run.complete() ? "" : ", ended early by " + run.endedBy()));
    fact(html, "Started", STARTED.format(identity.startedAt()));
    fact(html, "Time scale", timeScale(identity.timeScale()));
    fact(html, "Run", identity.run());
    html.add("</dl>\n");
  }

  private static void fact(Html html, String term, String value) {
    html.add("<div><dt>{}</dt><dd>{}</dd></div>\n", term, Html.sentence(value));
  }

  private static String timeScale(double scale) {
    return scale == 1 ? "1: gaps are real" : scale + ": gaps are shrunk, times are real";
  }
}
