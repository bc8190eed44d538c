package dev.holdfast.scenarios.catalogue;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.scenarios.ErrorsScenario;
import dev.holdfast.scenarios.GapsScenario;
import dev.holdfast.scenarios.HistoryScenario;
import dev.holdfast.scenarios.MemoryScenario;
import dev.holdfast.scenarios.PerformanceScenario;
import dev.holdfast.scenarios.PlaceScenario;
import dev.holdfast.scenarios.resilience.ConsistencyScenario;
import dev.holdfast.scenarios.resilience.ServicesScenario;
import dev.holdfast.steps.load.Checkpoint;
import dev.holdfast.steps.load.ContextSize;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * The scenarios of the release gate.
 *
 * @param runContext what their users share
 * @param services counts what the services answered
 * @param before where the users of the steady scenario meet before their first return
 * @param after the same after their last
 * @param size weighs the contexts of that scenario
 */
public record GateScenarios(
    RunContext runContext,
    ServiceChecks services,
    Checkpoint before,
    Checkpoint after,
    ContextSize size) {

  /** The scenario of that name. */
  public ScenarioBuilder of(ScenarioName name) {
    return switch (name) {
      case HISTORY -> HistoryScenario.of(runContext);
      case MEMORY -> MemoryScenario.of(runContext);
      case PLACE -> PlaceScenario.of(runContext);
      case CONSISTENCY -> ConsistencyScenario.of(runContext, before, after, size);
      case GAPS -> GapsScenario.of(runContext);
      case ERRORS -> ErrorsScenario.of(runContext);
      case SERVICES -> ServicesScenario.of(runContext, services);
      case PERFORMANCE -> PerformanceScenario.of(runContext);
    };
  }
}
