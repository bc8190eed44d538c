package dev.holdfast.cli;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Assessment;
import dev.holdfast.objectives.CapacityObjectives;
import dev.holdfast.objectives.RunObjectives;
import dev.holdfast.plan.Configuration;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.report.CapacityReport;
import dev.holdfast.soak.SoakObjectives;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a recorded run had promised, so that it can be judged again without running it again. */
@FunctionalInterface
public interface ObjectivesOf {

  /** What stands in a record for a secret. */
  String REDACTED = "(redacted)";

  /** The verdict of a recorded run by the promises that it was started with. */
  Assessment assess(RunRecord run, Path runFolder);

  /**
   * The promises of the run's simulation, from the configuration that the run recorded.
   *
   * <p>They are found only if that configuration still makes sense to this version; else a {@link
   * dev.holdfast.plan.ConfigurationException} names the key.
   */
  static ObjectivesOf recordedConfiguration() {
    return (run, runFolder) -> {
      Map<String, String> settings = new TreeMap<>(run.identity().configuration());
      // What was redacted is not what the run was given, and no promise hangs on a secret.
      if (settings.values().removeIf(REDACTED::equals)) {
        settings.remove("holdfast.webhook.url");
      }
      RunPlan plan = RunPlan.of(Configuration.recorded(settings));
      String simulation = run.identity().simulation();
      return switch (simulation) {
        case SoakObjectives.SIMULATION -> SoakObjectives.assess(plan, run, runFolder);
        case CapacityObjectives.SIMULATION ->
            CapacityObjectives.assess(plan, run, CapacityReport.searches(runFolder));
        default -> RunObjectives.assessor(simulation, plan).assess(run);
      };
    };
  }
}
