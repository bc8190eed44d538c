package dev.holdfast.scenarios.catalogue;

import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.resilience.AttacksScenario;
import dev.holdfast.scenarios.resilience.AwayWorkScenario;
import dev.holdfast.scenarios.resilience.CleanCloseScenario;
import dev.holdfast.scenarios.resilience.ExpiredTokenScenario;
import dev.holdfast.scenarios.resilience.FaultScenario;
import dev.holdfast.scenarios.resilience.FlappingScenario;
import dev.holdfast.scenarios.resilience.HandOverScenario;
import dev.holdfast.scenarios.resilience.HeartbeatScenario;
import dev.holdfast.scenarios.resilience.MalformedScenario;
import dev.holdfast.scenarios.resilience.MidStreamScenario;
import dev.holdfast.scenarios.resilience.NetworkSwitchScenario;
import dev.holdfast.scenarios.resilience.QueuedScenario;
import dev.holdfast.scenarios.resilience.SecondDeviceScenario;
import dev.holdfast.scenarios.resilience.TokenRefreshScenario;
import dev.holdfast.steps.MalformedSteps;
import dev.holdfast.steps.StreamChecks;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.steps.tokens.SessionProbe;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.Optional;
import java.util.function.Function;

/**
 * The scenarios of the resilience simulation whose users are of one kind and face one backend.
 *
 * @param runContext what their users share
 * @param checks counts, for each scenario, what is looked at beyond the returns
 * @param streams counts what became of streamed answers
 * @param malformed sends what no server should take
 * @param probe looks into the backend where it lets itself be looked into
 */
public record ResilienceScenarios(
    RunContext runContext,
    Function<ResilienceScenario, ServiceChecks> checks,
    StreamChecks streams,
    MalformedSteps malformed,
    Function<ResilienceScenario, Optional<SessionProbe>> probe) {

  /** The scenario of that name; empty where it is several, or one with an operator. */
  public Optional<ScenarioBuilder> of(ResilienceScenario name) {
    return switch (name) {
      case PROFILES, CRASH, DRAIN -> Optional.empty();
      case CLEAN_CLOSE -> Optional.of(CleanCloseScenario.of(runContext));
      case HALF_OPEN -> Optional.of(FaultScenario.halfOpen(runContext));
      case FAULTS -> Optional.of(FaultScenario.open(runContext));
      case HANDSHAKE -> Optional.of(FaultScenario.onTheWayBack(runContext));
      case HAND_OVER -> Optional.of(HandOverScenario.of(runContext));
      case SECOND_DEVICE -> Optional.of(SecondDeviceScenario.of(runContext, checks.apply(name)));
      case MID_STREAM -> Optional.of(MidStreamScenario.of(runContext, streams));
      case AWAY_WORK -> Optional.of(AwayWorkScenario.of(runContext, checks.apply(name)));
      case QUEUED -> Optional.of(QueuedScenario.of(runContext, checks.apply(name)));
      case EXPIRED_TOKEN -> Optional.of(ExpiredTokenScenario.of(runContext, checks.apply(name)));
      case FLAPPING -> Optional.of(FlappingScenario.of(runContext, probe.apply(name)));
      case HEARTBEAT -> Optional.of(HeartbeatScenario.of(runContext, probe.apply(name)));
      case MALFORMED -> Optional.of(MalformedScenario.of(runContext, malformed));
      case NETWORK_SWITCH -> Optional.of(NetworkSwitchScenario.of(runContext));
      case TOKEN_REFRESH -> Optional.of(TokenRefreshScenario.of(runContext, checks.apply(name)));
      case ATTACKS -> Optional.of(AttacksScenario.of(runContext, checks.apply(name)));
    };
  }

  /** The same for users who warm up; empty of what would last longer than some seconds. */
  public Optional<ScenarioBuilder> ofWarmUp(ResilienceScenario name) {
    return name == ResilienceScenario.FLAPPING || name == ResilienceScenario.HEARTBEAT
        ? Optional.empty()
        : of(name);
  }
}
