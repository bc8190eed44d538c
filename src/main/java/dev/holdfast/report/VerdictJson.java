package dev.holdfast.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.assessment.Assessment;
import dev.holdfast.comparison.Comparison.Change;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.history.RunFiles;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.remedy.Remedies;
import dev.holdfast.report.page.ContinuityShare;
import dev.holdfast.report.page.LatencyFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.HdrHistogram.Histogram;

/**
 * {@code verdict.json}: the run's verdict and figures for programs. Its keys are a contract: some
 * may be added, none renamed.
 */
public final class VerdictJson {

  /** Written as the contract shows it, so that a line-wise reader finds what it looks for. */
  private static final ObjectWriter JSON =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private VerdictJson() {}

  /** The file's text. */
  public static String of(RunRecord run, Assessment assessment, BaselineComparison compared) {
    RunIdentity identity = run.identity();
    ObjectNode verdict = NODES.objectNode();
    verdict.put("schema", RunFiles.VERDICT_SCHEMA);
    verdict.put("run", ShownText.of(identity.run()));
    verdict.put("simulation", ShownText.of(identity.simulation()));
    verdict.put("verdict", assessment.verdict().name());
    ArrayNode reasons = verdict.putArray("reasons");
    assessment.reasons().forEach(reason -> reasons.add(ShownText.of(reason)));
    verdict.put("proof", assessment.proof());
    ArrayNode notes = verdict.putArray("notes");
    assessment.notes().forEach(note -> notes.add(ShownText.of(note)));
    verdict.set("remedies", remedies(run, assessment));
    verdict.put("timeScale", identity.timeScale());
    verdict.put("target", ShownText.of(identity.target()));
    verdict.put("startedAt", identity.startedAt().toString());
    verdict.put("durationMillis", run.durationMillis());
    verdict.put("complete", run.complete());
    verdict.put("endedBy", ShownText.of(run.endedBy()));
    verdict
        .putObject("users")
        .put("planned", identity.plannedUsers())
        .put("peakConcurrent", run.peakConcurrentUsers());
    verdict.set("continuity", continuity(run, assessment));
    verdict.set("anomalies", anomalies(run));
    ObjectNode events = verdict.putObject("events");
    run.events().forEach((name, count) -> events.put(ShownText.of(name), count));
    verdict.set("objectives", objectives(assessment));
    verdict.set("comparison", comparison(compared));
    verdict.set("latencyMillis", latencies(run));
    verdict.set("generator", generator(run.generator()));
    return text(verdict);
  }

  private static ArrayNode remedies(RunRecord run, Assessment assessment) {
    ArrayNode remedies = NODES.arrayNode();
    Remedies.of(run, assessment)
        .forEach(
            remedy ->
                remedies
                    .addObject()
                    .put("what", ShownText.of(remedy.what()))
                    .put("command", ShownText.of(remedy.command())));
    return remedies;
  }

  private static ObjectNode continuity(RunRecord run, Assessment assessment) {
    Tally total = run.total();
    return NODES
        .objectNode()
        .put("planned", total.planned())
        .put("judged", total.judged())
        .put("kept", total.kept())
        .put("rate", finite(ContinuityShare.rate(total)))
        .put("lowerBound", finite(assessment.continuityLowerBound()))
        .put("confidence", run.identity().confidence())
        .put("required", run.identity().requiredContinuity());
  }

  private static ObjectNode anomalies(RunRecord run) {
    ObjectNode anomalies = NODES.objectNode();
    for (Anomaly anomaly : Anomaly.values()) {
      anomalies.put(anomaly.id(), run.anomalies().getOrDefault(anomaly, 0L));
    }
    return anomalies;
  }

  private static ArrayNode objectives(Assessment assessment) {
    ArrayNode objectives = NODES.arrayNode();
    assessment
        .objectives()
        .forEach(
            objective ->
                objectives
                    .addObject()
                    .put("id", ShownText.of(objective.id()))
                    .put("title", ShownText.of(objective.title()))
                    .put("required", ShownText.of(objective.required()))
                    .put("measured", ShownText.of(objective.measured()))
                    .put("outcome", objective.status().name())
                    .put("why", ShownText.of(objective.why()))
                    .put("explainedByLateness", objective.explained()));
    return objectives;
  }

  private static ObjectNode comparison(BaselineComparison compared) {
    ObjectNode comparison = NODES.objectNode();
    comparison.put("baseline", ShownText.of(compared.baseline()));
    comparison.put("summary", ShownText.of(compared.sentence()));
    ArrayNode worse = comparison.putArray("worse");
    compared.of(Change.WORSE).forEach(each -> worse.add(each.figure()));
    ArrayNode better = comparison.putArray("better");
    compared.of(Change.BETTER).forEach(each -> better.add(each.figure()));
    return comparison;
  }

  private static ObjectNode latencies(RunRecord run) {
    ObjectNode latencies = NODES.objectNode();
    for (Phase phase : Phase.values()) {
      Histogram micros = run.latencies().get(new Series(phase, Cohort.ALL));
      LatencyFigures figures = LatencyFigures.of(micros == null ? new Histogram(1) : micros);
      latencies
          .putObject(phase.id())
          .put("count", figures.count())
          .put("mean", figures.mean())
          .put("p50", figures.p50())
          .put("p95", figures.p95())
          .put("p99", figures.p99())
          .put("p999", figures.p999())
          .put("max", figures.max());
    }
    return latencies;
  }

  private static ObjectNode generator(GeneratorFigures generator) {
    return NODES
        .objectNode()
        .put("eventLoopLagP99Millis", finite(generator.eventLoopLagP99Millis()))
        .put(
            "eventLoopLagP99WhereJudgedMillis",
            finite(generator.eventLoopLagP99WhereJudgedMillis()))
        .put("gcPauseMaxMillis", finite(generator.gcPauseMaxMillis()))
        .put("achievedOverPlanned", finite(generator.achievedOverPlanned()));
  }

  /** JSON has no word for what could not be computed; a rate of nothing is 0, never a success. */
  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }

  private static String text(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
