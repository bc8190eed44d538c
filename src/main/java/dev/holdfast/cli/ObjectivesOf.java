package dev.holdfast.cli;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.objectives.Assessor;
import dev.holdfast.objectives.ReleaseObjectives;
import dev.holdfast.plan.Configuration;
import dev.holdfast.plan.RunPlan;

/** What a recorded run had promised, so that it can be judged again without running it again. */
@FunctionalInterface
public interface ObjectivesOf {

  /** The assessor that holds a run to the promises it was started with. */
  Assessor run(RunIdentity identity);

  /**
   * The promises of the release gate, from the configuration that the run recorded.
   *
   * <p>Its assessor is found only if that configuration still makes sense to this version; else a
   * {@link dev.holdfast.plan.ConfigurationException} names the key.
   */
  static ObjectivesOf recordedConfiguration() {
    return identity ->
        ReleaseObjectives.assessor(RunPlan.of(Configuration.recorded(identity.configuration())));
  }
}
