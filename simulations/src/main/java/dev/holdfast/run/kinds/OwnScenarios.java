package dev.holdfast.run.kinds;

import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.List;

/** The virtual users of a simulation that a team has written for itself. */
@FunctionalInterface
public interface OwnScenarios {

  /**
   * What they do; {@code holdfast.users} of them are spread evenly over the scenarios, and arrive
   * within {@code holdfast.ramp}.
   *
   * @param runContext what they share; asked for once with that of the run, and once with another
   *     for those who warm up
   * @return at least one, each with a name of its own
   */
  List<ScenarioBuilder> scenarios(RunContext runContext);
}
