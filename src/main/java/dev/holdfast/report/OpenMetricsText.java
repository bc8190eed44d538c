package dev.holdfast.report;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.exposition.MetricLine;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.report.page.ContinuityShare;
import dev.holdfast.report.page.LatencyFigures;
import java.util.Comparator;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * {@code metrics.prom}: the final figures as OpenMetrics 1.0 text, for a push gateway or a textfile
 * collector.
 */
public final class OpenMetricsText {

  private static final double MICROS_A_SECOND = 1e6;
  private static final double[] QUANTILES = {0.5, 0.95, 0.99, 0.999, 1};

  private final StringBuilder out = new StringBuilder();
  private final String runLabel;

  private OpenMetricsText(String run) {
    this.runLabel = label("run", run);
  }

  /** The file's text. */
  public static String of(RunRecord run, Assessment assessment) {
    OpenMetricsText metrics = new OpenMetricsText(run.identity().run());
    metrics.identity(run, assessment);
    metrics.verdict(assessment);
    metrics.continuity(run, assessment);
    metrics.anomalies(run);
    metrics.events(run);
    metrics.latencies(run);
    metrics.generator(run.generator());
    metrics.out.append("# EOF\n");
    return metrics.out.toString();
  }

  private void identity(RunRecord run, Assessment assessment) {
    family("holdfast_run", "info", "What was run.");
    sample(
        "holdfast_run_info",
        label("simulation", run.identity().simulation())
            + ","
            + label("target", run.identity().target())
            + ","
            + label("time_scale", String.valueOf(run.identity().timeScale()))
            + ","
            + label("proof", assessment.proof()),
        1);
    family("holdfast_run_duration_seconds", "gauge", "From start to the last interval's end.");
    sample("holdfast_run_duration_seconds", "", run.durationMillis() / 1000.0);
    family("holdfast_users", "gauge", "Virtual users, planned and at the peak.");
    sample("holdfast_users", label("kind", "planned"), run.identity().plannedUsers());
    sample("holdfast_users", label("kind", "peak"), run.peakConcurrentUsers());
  }

  private void verdict(Assessment assessment) {
    family("holdfast_verdict", "stateset", "The run's verdict.");
    for (Verdict verdict : Verdict.values()) {
      sample(
          "holdfast_verdict",
          label("holdfast_verdict", verdict.name()),
          verdict == assessment.verdict() ? 1 : 0);
    }
    family("holdfast_objective_met", "gauge", "1 if the objective was met, else 0.");
    for (ObjectiveResult objective : assessment.objectives()) {
      sample(
          "holdfast_objective_met",
          label("objective", objective.id()) + "," + label("standing", objective.status().name()),
          objective.met() ? 1 : 0);
    }
  }

  private void continuity(RunRecord run, Assessment assessment) {
    family("holdfast_reconnections_planned", "gauge", "Reconnections that the plan called for.");
    sample("holdfast_reconnections_planned", "", run.total().planned());
    family("holdfast_reconnections_judged", "gauge", "Judged reconnections by outcome.");
    for (Outcome outcome : Outcome.values()) {
      sample(
          "holdfast_reconnections_judged",
          label("outcome", outcome.id()),
          run.total().outcomes().getOrDefault(outcome, 0L));
    }
    family("holdfast_continuity_ratio", "gauge", "Kept over planned reconnections.");
    sample("holdfast_continuity_ratio", "", ContinuityShare.rate(run.total()));
    family("holdfast_continuity_lower_bound_ratio", "gauge", "Its lower confidence bound.");
    sample("holdfast_continuity_lower_bound_ratio", "", assessment.continuityLowerBound());
    family("holdfast_continuity_required_ratio", "gauge", "What the bound must reach.");
    sample("holdfast_continuity_required_ratio", "", run.identity().requiredContinuity());
  }

  private void anomalies(RunRecord run) {
    family("holdfast_anomalies", "gauge", "Judged reconnections that showed the anomaly.");
    for (Anomaly anomaly : Anomaly.values()) {
      sample(
          "holdfast_anomalies",
          label("anomaly", anomaly.id()),
          run.anomalies().getOrDefault(anomaly, 0L));
    }
  }

  private void events(RunRecord run) {
    if (run.events().isEmpty()) {
      return;
    }
    family("holdfast_events", "gauge", "Injected faults and events of the backend.");
    run.events().forEach((name, count) -> sample("holdfast_events", label("event", name), count));
  }

  private void latencies(RunRecord run) {
    String name = "holdfast_latency_seconds";
    family(name, "summary", "Latency by phase and cohort.");
    run.latencies().entrySet().stream()
        .filter(entry -> entry.getValue().getTotalCount() > 0)
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(Series::phase).thenComparing(Series::cohort)))
        .forEach(entry -> latency(name, entry.getKey(), entry.getValue()));
  }

  private void latency(String name, Series series, Histogram micros) {
    String labels =
        label("phase", series.phase().id())
            + ","
            + label("dimension", series.cohort().dimension())
            + ","
            + label("cohort", series.cohort().value());
    for (double quantile : QUANTILES) {
      double seconds = LatencyFigures.at(micros, quantile * 100) / 1000;
      sample(name, labels + "," + label("quantile", String.valueOf(quantile)), seconds);
    }
    sample(name + "_count", labels, micros.getTotalCount());
    sample(name + "_sum", labels, micros.getMean() * micros.getTotalCount() / MICROS_A_SECOND);
  }

  private void generator(GeneratorFigures generator) {
    gauge(
        "event_loop_lag_p99_seconds",
        "p99 of how late event loops ran.",
        generator.eventLoopLagP99Millis() / 1000);
    gauge(
        "event_loop_lag_p99_where_judged_seconds",
        "The same, weighed by the returns judged.",
        generator.eventLoopLagP99WhereJudgedMillis() / 1000);
    gauge(
        "gc_pause_max_seconds",
        "Longest stop-the-world pause.",
        generator.gcPauseMaxMillis() / 1000);
    gauge("cpu_ratio", "Mean share of the machine's processors.", generator.cpuShare());
    gauge(
        "achieved_ratio",
        "Reconnections begun in time over planned.",
        generator.achievedOverPlanned());
  }

  private void gauge(String name, String help, double value) {
    family("holdfast_generator_" + name, "gauge", help);
    sample("holdfast_generator_" + name, "", value);
  }

  private void family(String name, String type, String help) {
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    if (name.endsWith("_seconds")) {
      out.append("# UNIT ").append(name).append(" seconds\n");
    } else if (name.endsWith("_ratio")) {
      out.append("# UNIT ").append(name).append(" ratio\n");
    }
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
  }

  private void sample(String name, String labels, long value) {
    sample(name, labels, String.valueOf(value));
  }

  private void sample(String name, String labels, double value) {
    sample(name, labels, String.valueOf(value));
  }

  private void sample(String name, String labels, String value) {
    out.append(name).append('{').append(runLabel);
    if (!labels.isEmpty()) {
      out.append(',').append(labels);
    }
    out.append("} ").append(value).append('\n');
  }

  private static String label(String name, String value) {
    return MetricLine.label(name, ShownText.of(value));
  }
}
