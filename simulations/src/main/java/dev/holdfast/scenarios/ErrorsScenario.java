package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.onCase;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.RaceSteps;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.Loss;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.List;

/**
 * Client errors on the way: a refused connection with back-off, a time-out, a server that goes in
 * the middle of a request, a turn and a message cut short, a send on a closed connection, two
 * connections at once. Each ends in a judgement.
 */
public final class ErrorsScenario {

  private static final int REFUSALS = 2;
  private static final List<Loss> ROUND =
      List.of(
          Loss.REFUSED,
          Loss.SILENT,
          Loss.SERVER_GONE,
          Loss.MID_TURN,
          Loss.UNACKED,
          Loss.TAKEN_OVER,
          Loss.RACE);

  private ErrorsScenario() {}

  /** One kind of error a cycle, in turn; then another turn. */
  public static ScenarioBuilder of(RunContext runContext) {
    var load = runContext.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(runContext.plan().gaps().place()));
    ReturnSteps returns = new ReturnSteps(runContext);
    List<Loss> round =
        ROUND.stream()
            .filter(loss -> runContext.dialect().capabilities().containsAll(Needs.of(loss)))
            .toList();
    ChainBuilder cycle =
        nothing()
            .exec(
                doSwitch(ReturnSteps::plannedLoss)
                    .on(
                        onCase(Loss.REFUSED.id()).then(returns.returnAfterRefusals(REFUSALS)),
                        onCase(Loss.SILENT.id()).then(returns.returnAfterSilence()),
                        onCase(Loss.SERVER_GONE.id()).then(returns.returnAfterServerGone()),
                        onCase(Loss.MID_TURN.id()).then(returns.loseMidTurnAndReturn()),
                        onCase(Loss.UNACKED.id()).then(returns.loseUnackedAndReturn()),
                        onCase(Loss.TAKEN_OVER.id()).then(returns.handOver()),
                        onCase(Loss.RACE.id())
                            .then(returns.returnAfter(new RaceSteps(runContext).race()))))
            .exec(new ConversationSteps(runContext).converse());
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioName.ERRORS,
            user -> each(load.cycles(), at -> soon.by(round.get((user + at) % round.size()))),
            new Pacing(load.pace()),
            nothing(),
            cycle,
            nothing());
  }
}
