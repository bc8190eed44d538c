package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.Plans.each;
import static dev.holdfast.scenarios.Plans.nothing;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.ReturnSteps;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.List;

/**
 * Brief, medium and extended gaps in turn, each with its own promise; after an extended one the
 * session must start clean.
 */
public final class GapsScenario {

  private GapsScenario() {}

  /** Lost by a clean close, away briefly, longer, or too long; back, judged, and another turn. */
  public static ScenarioBuilder of(Bench bench) {
    var load = bench.plan().load();
    var gaps = bench.plan().gaps();
    List<PlannedReturn> round =
        List.of(
            PlannedReturn.after(load.scaled(gaps.brief())),
            PlannedReturn.after(load.scaled(gaps.medium())),
            PlannedReturn.after(load.scaled(gaps.extended())));
    return new Life(bench)
        .told(
            ScenarioName.GAPS,
            user -> each(load.cycles(), cycle -> round.get((user + cycle) % round.size())),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(bench).loseAndReturn().exec(new ConversationSteps(bench).converse()),
            nothing());
  }
}
