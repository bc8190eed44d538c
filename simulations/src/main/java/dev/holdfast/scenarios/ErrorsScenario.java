package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.LossPlay;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.List;

/**
 * Client errors on the way: a refused connection with back-off, a time-out, a server that goes in
 * the middle of a request, a turn and a message cut short, a send on a closed connection, two
 * connections at once. Each ends in a judgement.
 */
public final class ErrorsScenario {

  private ErrorsScenario() {}

  /** One kind of error a cycle, in turn; then another turn. */
  public static ScenarioBuilder of(RunContext runContext) {
    var load = runContext.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(runContext.plan().gaps().place()));
    LossPlay losses = new LossPlay(runContext, new ReturnSteps(runContext));
    List<Loss> round =
        Loss.errorsOfClients().stream()
            .filter(loss -> runContext.dialect().capabilities().containsAll(loss.needs()))
            .toList();
    List<Choice.WithKey> ways =
        round.stream().map(loss -> onCase(loss.id()).then(exec(losses.of(loss)))).toList();
    ChainBuilder cycle =
        exec(doSwitch(ReturnSteps::plannedLoss).on(ways))
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
