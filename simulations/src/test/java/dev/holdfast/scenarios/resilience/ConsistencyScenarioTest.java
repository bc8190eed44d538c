package dev.holdfast.scenarios.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A machine that is slow for some seconds must slow all cycles alike. */
final class ConsistencyScenarioTest {

  private static final double NEARLY_ALL = 0.8;

  private final LoadPlan load = RunPlan.of(Configuration.load(new Properties(), Map.of())).load();

  @Test
  void theFirstAndTheLastCycleAreUnderWaySideBySide() {
    Duration apart =
        ConsistencyScenario.pace(load).multipliedBy(ConsistencyScenario.cycles(load) - 1L);
    Duration begin = ConsistencyScenario.spread(load);

    assertThat(begin.minus(apart).toMillis()).isGreaterThan((long) (NEARLY_ALL * begin.toMillis()));
  }

  @Test
  void itBringsNotMuchMoreReturnsASecondThanTheOtherScenarios() {
    Duration takes =
        ConsistencyScenario.spread(load)
            .plus(ConsistencyScenario.pace(load).multipliedBy(ConsistencyScenario.cycles(load)));

    assertThat(takes)
        .isGreaterThanOrEqualTo(
            load.pace().multipliedBy(ConsistencyScenario.cycles(load)).dividedBy(5));
  }
}
