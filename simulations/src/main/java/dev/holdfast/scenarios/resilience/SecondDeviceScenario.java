package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static dev.holdfast.scenarios.ReconnectPlans.repeated;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.LossPlay;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.WorkSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/**
 * The user asks on one device and goes on with another while the answer is on its way: the second
 * takes the session over, finds what was said, and the answer comes to its end, once.
 */
public final class SecondDeviceScenario {

  private static final int TURNS = 2;

  private SecondDeviceScenario() {}

  /** Asked, taken over from another place, judged, the answers, and another turn. */
  public static ScenarioBuilder of(RunContext runContext, ServiceChecks checks) {
    var load = runContext.plan().load();
    PlannedReturn atOnce = PlannedReturn.after(Duration.ZERO).by(Loss.TAKEN_OVER).moving();
    WorkSteps work = new WorkSteps(runContext, checks);
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.SECOND_DEVICE.id()),
            user -> repeated(load.cycles(), atOnce),
            new Pacing(load.pace()),
            nothing(),
            work.giveWork(TURNS)
                .exec(new LossPlay(runContext, new ReturnSteps(runContext)).of(Loss.TAKEN_OVER))
                .exec(work.verifyWorkIsDone())
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }
}
