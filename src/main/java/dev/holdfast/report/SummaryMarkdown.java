package dev.holdfast.report;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.Markdown;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Witness;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.remedy.Remedies;
import dev.holdfast.remedy.Remedy;
import dev.holdfast.report.page.LatencyFigures;
import dev.holdfast.report.page.VerdictSentence;
import dev.holdfast.wording.Wording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * {@code summary.md}: the run in a pull-request comment or a job summary. What is shown fits one
 * screen: verdict, what to do, and what was not met; all else is folded.
 */
final class SummaryMarkdown {

  private final StringBuilder out = new StringBuilder();

  private SummaryMarkdown() {}

  /** The file's text. */
  static String of(RunRecord run, Assessment assessment, BaselineComparison compared) {
    SummaryMarkdown summary = new SummaryMarkdown();
    summary.verdict(run, assessment);
    if (!compared.baseline().isEmpty()) {
      summary.line("Against the last PASS: " + Markdown.text(compared.sentence()) + ".");
      summary.line("");
    }
    if (assessment.verdict() != Verdict.INVALID) {
      summary.objectives(assessment.objectives().stream().filter(each -> !each.met()).toList());
    }
    summary.anomalies(run);
    summary.folded(
        "All " + assessment.objectives().size() + " objectives",
        () -> summary.objectives(assessment.objectives()));
    summary.folded("Latencies", () -> summary.latencies(run));
    summary.folded("Run and configuration", () -> summary.details(run));
    return summary.out.toString();
  }

  private void verdict(RunRecord run, Assessment assessment) {
    line(
        "## "
            + Glyph.of(assessment.verdict())
            + " "
            + assessment.title()
            + ": "
            + Markdown.text(run.identity().simulation()));
    line("");
    line(Markdown.text(VerdictSentence.of(run, assessment)));
    line("");
    for (String reason : assessment.reasons()) {
      if (!assessment.isTold(reason, true)) {
        line("- " + Markdown.text(reason));
      }
    }
    for (String note : assessment.notes()) {
      line("- " + Markdown.text(note));
    }
    line("");
    for (Remedy remedy : Remedies.of(run, assessment)) {
      line("What to do: " + Markdown.text(remedy.what()) + ".");
      line("");
      if (!remedy.command().isEmpty()) {
        line("    " + ShownText.of(remedy.command()));
        line("");
      }
    }
  }

  private void folded(String title, Runnable content) {
    line("<details><summary>" + title + "</summary>");
    line("");
    content.run();
    line("</details>");
    line("");
  }

  private void objectives(List<ObjectiveResult> objectives) {
    if (objectives.isEmpty()) {
      return;
    }
    line("| | objective | required | measured |");
    line("|---|---|---|---|");
    for (ObjectiveResult objective : objectives) {
      String why = objective.why().isEmpty() ? "" : "<br>" + Markdown.text(objective.why());
      row(
          Glyph.of(objective.status()) + " " + Glyph.words(objective.status()),
          Markdown.text(objective.title()),
          Markdown.text(objective.required()),
          Markdown.text(objective.measured()) + why);
    }
    line("");
  }

  private void anomalies(RunRecord run) {
    boolean none = run.anomalies().values().stream().allMatch(count -> count == 0);
    if (none) {
      line("No anomalies.");
      line("");
      return;
    }
    line("| anomaly | reconnections | first witness |");
    line("|---|--:|---|");
    for (Anomaly anomaly : Anomaly.values()) {
      long count = run.anomalies().getOrDefault(anomaly, 0L);
      if (count > 0) {
        row(anomaly.id(), Wording.count(count), firstWitness(run, anomaly));
      }
    }
    line("");
  }

  private void events(RunRecord run) {
    if (!run.events().isEmpty()) {
      line(
          "Injected faults and events: "
              + run.events().entrySet().stream()
                  .map(
                      event ->
                          Markdown.text(event.getKey()) + " " + Wording.count(event.getValue()))
                  .collect(Collectors.joining(", "))
              + ".");
      line("");
    }
  }

  private static String firstWitness(RunRecord run, Anomaly anomaly) {
    for (Witness witness : run.witnesses()) {
      Optional<Finding> finding =
          witness.findings().stream().filter(each -> each.anomaly() == anomaly).findFirst();
      if (finding.isPresent()) {
        return "session "
            + Markdown.code(witness.session())
            + ", return "
            + witness.cycle()
            + ": owed "
            + Markdown.code(finding.get().owed())
            + ", came "
            + Markdown.code(finding.get().came());
      }
    }
    return "none kept";
  }

  private void latencies(RunRecord run) {
    line("| latency, ms | count | p50 | p95 | p99 | p99.9 | max |");
    line("|---|--:|--:|--:|--:|--:|--:|");
    for (Phase phase : Phase.values()) {
      Histogram micros = run.latencies().get(new Series(phase, Cohort.ALL));
      if (micros != null && micros.getTotalCount() > 0) {
        LatencyFigures figures = LatencyFigures.of(micros);
        row(
            phase.id(),
            Wording.count(figures.count()),
            Wording.number(figures.p50()),
            Wording.number(figures.p95()),
            Wording.number(figures.p99()),
            Wording.number(figures.p999()),
            Wording.number(figures.max()));
      }
    }
    line("");
  }

  private void details(RunRecord run) {
    RunIdentity identity = run.identity();
    events(run);
    line("| key | value |");
    line("|---|---|");
    row("run", Markdown.code(identity.run()));
    row("target", Markdown.code(identity.target()));
    row("started", identity.startedAt().toString());
    row("duration", Wording.millis(run.durationMillis()));
    row("time scale", String.valueOf(identity.timeScale()));
    identity
        .configuration()
        .forEach(
            (key, value) ->
                row(Markdown.code(key), Markdown.code(ShownText.ofSetting(key, value))));
    line("");
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}
