package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.lateness.Span;
import dev.holdfast.markup.Chart;
import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.remedy.Remedy;
import dev.holdfast.report.story.AnomalyMeaning;
import dev.holdfast.wording.Wording;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The top of the page: the answer in ten seconds. */
final class VerdictSection {

  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final int MOST_REASONS = 3;

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
        Html.sentence(Headline.of(run, assessment)));
    String beside = Headline.beside(run, assessment);
    if (!beside.isEmpty()) {
      html.add("<p class=\"beside\">{}</p>\n", Html.sentence(beside));
    }
    List<String> reasons = new ArrayList<>(assessment.reasons());
    // A smoke run has no other reason than what the headline says.
    reasons.removeIf(each -> Headline.of(run, assessment).startsWith(each));
    reasons.removeAll(Headline.told(run, assessment));
    if (Headline.isAboutWhatBroke(run, assessment)) {
      Headline.where(run.tallies()).ifPresent(each -> reasons.add(0, each));
      Headline.when(run)
          .ifPresent(
              span ->
                  reasons.add(
                      0,
                      "all of them between "
                          + Wording.clock(span.fromMillis())
                          + " and "
                          + Wording.clock(span.toMillis())
                          + " of the run"));
    }
    reasons(html, reasons, verdict == Verdict.INVALID ? 1 : MOST_REASONS);
    if (verdict != Verdict.INVALID) {
      meanings(html, run);
    }
    whatToDo(html, run, assessment, remedies);
    if (!assessment.notes().isEmpty()) {
      html.add("<h2 class=\"next\">Notes</h2>\n");
      list(html, "remarks", assessment.notes());
    }
    html.add("{}", KeyFigures.of(run, assessment));
    if (run.total().judged() > 0) {
      html.add("{}", Chart.of("chart-reconnections", "Returns a second"));
      html.add(
          "<p class=\"note\" id=\"chart-reconnections-key\" hidden>Under the bars: what was found in"
              + " broken returns (in colour), what was done to connections or told by the target (◆),"
              + " and when the generator was late (▬). A larger mark stands for more.</p>\n");
    }
    facts(html, run);
    return html.add("</section>\n");
  }

  /** The first ones; the objectives below tell the rest. */
  private static void reasons(Html html, List<String> reasons, int most) {
    if (reasons.size() <= most + 1) {
      list(html, "reasons", reasons);
      return;
    }
    list(html, "reasons", reasons.subList(0, most));
    html.add(
        "<details><summary>{}</summary>\n",
        Wording.count(reasons.size() - most, "more reason", "more reasons"));
    list(html, "reasons", reasons.subList(most, reasons.size()));
    html.add("</details>\n");
  }

  private static void list(Html html, String kind, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    html.add("<ul class=\"{}\">\n", kind);
    lines.forEach(line -> html.add("<li>{}</li>\n", Html.sentence(line)));
    html.add("</ul>\n");
  }

  /** What the names of the anomalies found mean, each a link to what was seen of it. */
  private static void meanings(Html html, RunRecord run) {
    List<Anomaly> found = Headline.foundMost(run);
    if (found.isEmpty()) {
      return;
    }
    html.add("<ul class=\"meanings\">\n");
    for (Anomaly anomaly : found) {
      html.add(
          "<li><a href=\"#anomaly-{}\">{}</a> {}</li>\n",
          anomaly.id(),
          anomaly.id(),
          AnomalyMeaning.of(anomaly));
    }
    html.add("</ul>\n");
  }

  private static void whatToDo(
      Html html, RunRecord run, Assessment assessment, List<Remedy> remedies) {
    Verdict verdict = assessment.verdict();
    boolean broken = verdict != Verdict.INVALID && !run.witnesses().isEmpty();
    boolean missed = Headline.namesWhatWasMissed(run, assessment);
    boolean passed = verdict == Verdict.PASS;
    if (remedies.isEmpty() && !broken && !missed && !passed) {
      return;
    }
    html.add("<h2 class=\"next\">What to do</h2>\n<ul class=\"remedies\">\n");
    if (passed) {
      html.add("<li>{}</li>\n", afterPass(run, assessment));
    }
    if (missed) {
      html.add(
          "<li><a href=\"#objectives\">See what was measured</a> of each objective that was"
              + " missed, and why it counts</li>\n");
    }
    if (Headline.isAboutWhatBroke(run, assessment)) {
      Headline.when(run).ifPresent(span -> html.add("<li>{}</li>\n", logOf(run, span)));
    }
    if (broken) {
      html.add(
          "<li>{}<a href=\"#anomalies\">Compare what the client should have got with what it"
              + " got</a> in the first broken returns; each can be copied as a bug report</li>\n",
          passed ? "If you wonder: " : "");
    }
    for (Remedy remedy : remedies) {
      html.add("<li>{}", Html.sentence(remedy.what()));
      if (!remedy.command().isEmpty()) {
        html.add(
            "; run{}:<pre><code>{}</code></pre>",
            remedy.changed().isEmpty() ? " again" : "",
            words(remedy));
      }
      html.add("</li>\n");
    }
    html.add("</ul>\n");
  }

  /** Where the target may say itself what happened to it. */
  private static String logOf(RunRecord run, Span span) {
    Instant started = run.identity().startedAt();
    return "Look into the target's own log from "
        + TIME.format(started.plusMillis(span.fromMillis()))
        + " to "
        + TIME.format(started.plusMillis(span.toMillis()))
        + " UTC";
  }

  private static String afterPass(RunRecord run, Assessment assessment) {
    if (run.identity().target().startsWith(RunIdentity.MOCK_BACKEND)) {
      return "Run it against your own backend, with -Dholdfast.target=ws://host:port/path";
    }
    if (assessment.smoke()) {
      return "For a proof, run it without holdfast.smoke";
    }
    return run.total().judged() > run.total().kept()
        ? "Nothing: what broke is no more than the objectives allow"
        : "Nothing: in this run the backend kept what it promises";
  }

  /**
   * A command whose words are not broken at their hyphens, so that it can be typed again; the one
   * that is new stands out.
   */
  private static Html words(Remedy remedy) {
    Html html = new Html();
    for (String word : remedy.command().split(" ", -1)) {
      html.add(html.toString().isEmpty() ? "" : " ");
      html.add(word.equals(remedy.changed()) ? "<mark>{}</mark>" : "<span>{}</span>", word);
    }
    return html;
  }

  private static void facts(Html html, RunRecord run) {
    RunIdentity identity = run.identity();
    html.add("<dl class=\"facts\">\n");
    fact(html, "Target", identity.target());
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
    return scale == 1
        ? "1: gaps have their real length"
        : Wording.setting(scale)
            + ": a gap of 30 s lasts "
            + Wording.millis(30_000 * scale)
            + "; measured times are real";
  }
}
