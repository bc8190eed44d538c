package dev.holdfast.run.statistics;

import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.structure.PopulationBuilder;
import io.gatling.core.structure.ScenarioBuilder;
import io.gatling.core.structure.ScenarioContext;
import scala.collection.immutable.List;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Virtual users whose wanted failures are successes in Gatling's statistics.
 *
 * <p>Stands on inner classes of Gatling, which has no interface for this: where they change, it no
 * longer compiles.
 */
public final class ToldPopulation {

  private ToldPopulation() {}

  /** The same users, and those that follow them. */
  public static io.gatling.javaapi.core.PopulationBuilder of(
      io.gatling.javaapi.core.PopulationBuilder users) {
    return new io.gatling.javaapi.core.PopulationBuilder(told(users.asScala()));
  }

  private static PopulationBuilder told(PopulationBuilder users) {
    ScenarioBuilder scenario = users.scenarioBuilder();
    List<List<PopulationBuilder>> later =
        users.children().map(together -> together.map(ToldPopulation::told));
    return users.copy(
        new ScenarioBuilder(
            scenario.name(),
            CollectionConverters.asScala(java.util.List.<ActionBuilder>of(new Told(scenario)))
                .toList()),
        users.injectionProfile(),
        users.scenarioProtocols(),
        users.scenarioThrottleSteps(),
        users.pauseType(),
        later,
        users.shard());
  }

  /** All of a scenario, as one action that is built with other statistics. */
  private record Told(ScenarioBuilder scenario) implements ActionBuilder {

    @Override
    public Action build(ScenarioContext context, Action next) {
      CoreComponents core = context.coreComponents();
      return scenario.build(
          new ScenarioContext(
              new CoreComponents(
                  core.actorSystem(),
                  core.eventLoopGroup(),
                  core.controller(),
                  core.throttler(),
                  new WantedStats(core.statsEngine()),
                  core.clock(),
                  core.exit(),
                  core.configuration()),
              context.protocolComponentsRegistry(),
              context.pauseType(),
              context.throttled()),
          next);
    }
  }
}
