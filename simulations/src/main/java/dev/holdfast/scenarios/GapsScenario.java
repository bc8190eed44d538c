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
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brief, medium and extended gaps in turn, each with its own promise, and gaps just inside and just
 * outside the limits; after an extended one the session must start clean.
 */
public final class GapsScenario {

  private GapsScenario() {}

  /** Lost by a clean close, away briefly, longer, or too long; back, judged, and another turn. */
  public static ScenarioBuilder of(RunContext runContext) {
    var load = runContext.plan().load();
    List<PlannedReturn> round = round(runContext);
    int cycles = runContext.plan().gaps().cycles(load);
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioName.GAPS,
            user -> each(cycles, cycle -> round.get((user + cycle) % round.size())),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(runContext)
                .loseAndReturn()
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }

  /**
   * How long the returns of the virtual user with the longest gaps take: where these are longer
   * than the pace, longer than it.
   */
  public static Duration longest(RunContext runContext) {
    List<PlannedReturn> round = round(runContext);
    return IntStream.range(0, round.size())
        .mapToObj(user -> returns(runContext, round, user))
        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  private static Duration returns(RunContext runContext, List<PlannedReturn> round, int user) {
    var load = runContext.plan().load();
    return IntStream.range(0, runContext.plan().gaps().cycles(load))
        .mapToObj(cycle -> round.get((user + cycle) % round.size()).gap())
        .map(gap -> gap.compareTo(load.pace()) > 0 ? gap : load.pace())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static List<PlannedReturn> round(RunContext runContext) {
    var load = runContext.plan().load();
    return runContext.plan().gaps().round(runContext.plan().policy(), load::scaled).stream()
        .map(PlannedReturn::after)
        .toList();
  }
}
