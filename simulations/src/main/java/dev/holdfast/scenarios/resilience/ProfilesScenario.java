package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.talk.Variety;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/** Users on a network of one quality: latency, jitter and bandwidth lie on every connection. */
public final class ProfilesScenario {

  private ProfilesScenario() {}

  /**
   * Lost by reset, noticed, away, back over the same network, judged, and another turn.
   *
   * @param runContext with a network of that quality
   */
  public static ScenarioBuilder of(RunContext runContext, NetworkProfile profile) {
    var load = runContext.plan().load();
    Duration gap = load.scaled(profile.gap());
    Duration pace = load.pace().plus(gap);
    int cycles = (int) Math.max(1, load.duration().toMillis() / pace.toMillis());
    PlannedReturn soon = PlannedReturn.after(gap).by(Loss.RESET).in("network", profile.id());
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.PROFILES.id() + "-" + profile.id())
                // A slow network is slow enough without large contexts.
                .saying(Variety.WORDED),
            user -> each(cycles, at -> soon),
            new Pacing(pace),
            nothing(),
            new DisruptionSteps(runContext)
                .loseAndReturn()
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }
}
