package dev.holdfast.report.story;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Witness;
import dev.holdfast.wording.Wording;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The witnesses of one anomaly as stories, each kind of story once, with how often it happened. */
public final class WitnessStories {

  /** Kinds of story told of each anomaly. */
  static final int TOLD = 5;

  /** Findings told of each story. */
  private static final int FINDINGS = 3;

  /** Sessions named of those that tell the same story. */
  private static final int NAMED = 12;

  private static final DateTimeFormatter JUDGED =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private WitnessStories() {}

  /**
   * The stories.
   *
   * @param witnesses of one run, each with a finding of this anomaly
   * @param run the run's name, for bug reports
   */
  public static Html of(List<Witness> witnesses, Anomaly anomaly, String run) {
    Html html = new Html();
    if (witnesses.isEmpty()) {
      return html.add("<p class=\"note\">No witness was kept.</p>\n");
    }
    List<Alike> kinds = Alike.of(witnesses, anomaly);
    List<Alike> told = kinds.subList(0, Math.min(TOLD, kinds.size()));
    String open = " open";
    for (Alike alike : told) {
      html.add("<details class=\"story\"{}>", Html.of(open));
      html.add("{}</details>\n", story(alike, anomaly, run));
      open = "";
    }
    int more = witnesses.size() - told.stream().mapToInt(Alike::count).sum();
    if (more > 0) {
      html.add(
          "<p class=\"note\">{} in anomalies.jsonl.</p>\n",
          Wording.count(more, "more witness is", "more witnesses are"));
    }
    return html;
  }

  private static Html story(Alike alike, Anomaly anomaly, String run) {
    Witness witness = alike.first();
    Tale tale = Tale.of(witness);
    Html html =
        Html.of(
            "<summary><b>{}</b> in scenario {}: {}, back from {}</summary>\n<p>{}</p>\n",
            alike.count() == 1 ? "Once" : Wording.count(alike.count()) + " alike",
            witness.scenario(),
            tale.loss(),
            tale.place(),
            Html.sentence(tale.sentence()));
    html.add("<dl class=\"findings\">\n");
    witness.findings().stream()
        .sorted(
            (one, other) -> Boolean.compare(other.anomaly() == anomaly, one.anomaly() == anomaly))
        .limit(FINDINGS)
        .forEach(finding -> finding(html, finding));
    html.add("</dl>\n");
    int more = witness.findings().size() - FINDINGS;
    if (more > 0) {
      html.add("<p class=\"note\">And {} like these.</p>\n", Wording.count(more, "more", "more"));
    }
    course(html, Course.of(witness.timeline()));
    others(html, alike.others());
    html.add(
        """
        <p class="note">Judged {} as {}.</p>
        <button type="button" class="copy needs-script">Copy as a bug report</button>\
        <pre class="bug" hidden>
        """,
        JUDGED.format(witness.at()),
        witness.outcome().id());
    BugReport.lines(alike, anomaly, run).forEach(line -> html.add("{}\n", line));
    return html.add("</pre>\n");
  }

  private static void finding(Html html, Finding finding) {
    TextDifference difference =
        TextDifference.of(Tale.spoken(finding.owed()), Tale.spoken(finding.came()));
    html.add(
        "<div><dt>{}</dt><dd><b>owed</b> {}</dd><dd><b>came</b> {}</dd></div>\n",
        finding.anomaly().id(),
        difference.owedMarked(),
        difference.cameMarked());
  }

  private static void course(Html html, Course course) {
    if (course.steps().isEmpty()) {
      return;
    }
    html.add(
        "<p class=\"lanes\" aria-hidden=\"true\"><span>client</span><span>server</span></p>\n");
    html.add("<ol class=\"course\" aria-label=\"What happened, timed from the loss on\">\n");
    if (course.earlier() > 0) {
      html.add(
          "<li class=\"noted\"><span class=\"when\"></span><span class=\"lane\"></span>{}</li>\n",
          Wording.count(course.earlier(), "event before", "events before"));
    }
    for (Course.Step step : course.steps()) {
      html.add(
          """
          <li class="{}{}"><span class="when">{}</span><span class="lane" role="img" aria-label="{}">\
          </span>{}</li>
          """,
          step.way().id(),
          step.away() ? " away" : "",
          Html.sentence(step.when()),
          step.way().words(),
          step.text());
    }
    html.add("</ol>\n");
  }

  private static void others(Html html, List<Witness> others) {
    if (others.isEmpty()) {
      return;
    }
    String named =
        others.stream()
            .limit(NAMED)
            .map(each -> each.session() + " (return " + each.cycle() + ")")
            .collect(Collectors.joining(", "));
    html.add(
        "<p class=\"note\">The same happened to {}{}.</p>\n",
        named,
        others.size() > NAMED ? " and " + Wording.count(others.size() - NAMED) + " more" : "");
  }
}
