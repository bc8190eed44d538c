package dev.holdfast.cli;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.objectives.Assessor;
import dev.holdfast.objectives.RunObjectives;
import dev.holdfast.plan.Configuration;
import dev.holdfast.plan.RunPlan;
import java.util.Map;
import java.util.TreeMap;

/** What a recorded run had promised, so that it can be judged again without running it again. */
@FunctionalInterface
public interface ObjectivesOf {

  /** What stands in a record for a secret. */
  String REDACTED = "(redacted)";

  /** The assessor that holds a run to the promises it was started with. */
  Assessor run(RunIdentity identity);

  /**
   * The promises of that kind of run, from the configuration that the run recorded.
   *
   * <p>Its assessor is found only if that configuration still makes sense to this version; else a
   * {@link dev.holdfast.plan.ConfigurationException} names the key.
   */
  static ObjectivesOf recordedConfiguration() {
    return identity -> {
      Map<String, String> settings = new TreeMap<>(identity.configuration());
      // What was redacted is not what the run was given, and no promise hangs on a secret.
      settings.values().removeIf(REDACTED::equals);
      return RunObjectives.assessor(
          identity.simulation(), RunPlan.of(Configuration.recorded(settings)));
    };
  }
}
