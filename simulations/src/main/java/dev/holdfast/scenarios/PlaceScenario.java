package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * The same token from another IP, city and device: recognised, not blocked, and hardly slower. Half
 * of the users move at odd returns and half at even ones, so that the two cohorts are interleaved.
 */
public final class PlaceScenario {

  private PlaceScenario() {}

  /**
   * Lost by a clean close, back alternately from the same and from another place, judged, and
   * another turn.
   */
  public static ScenarioBuilder of(RunContext runContext) {
    var load = runContext.plan().load();
    PlannedReturn stays = PlannedReturn.after(load.scaled(runContext.plan().gaps().place()));
    PlannedReturn moves = stays.moving();
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioName.PLACE,
            user -> each(load.cycles(), cycle -> (user + cycle) % 2 == 0 ? stays : moves),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(runContext)
                .loseAndReturn()
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }
}
