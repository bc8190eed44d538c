package dev.holdfast.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.settings.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GapPlanTest {

  /** A server that ends sessions so much too late, or too early, at time scale 1 is to be seen. */
  private static final Duration WRONG_BY = Duration.ofSeconds(3);

  private static final Duration ROUND_TRIPS = Duration.ofMillis(20);

  @ParameterizedTest
  @ValueSource(strings = {"1", "0.2", "0.01", "0.001"})
  void theReturnAboveTheLimitIsTooLateForAServerThatNoticedTheLossAsLateAsItMay(String scale) {
    RunPlan plan = plan(Map.of("holdfast.time-scale", scale));
    Duration gap = round(plan).get(5);

    Gap asSeen = new Gap(gap.minus(plan.gaps().noticedWithin()), gap.plus(ROUND_TRIPS));

    assertThat(plan.policy().classesOf(asSeen)).containsExactly(GapClass.EXTENDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0.2", "0.01"})
  void theReturnsBelowTheLimitsAreInTimeWhateverSocketsAdd(String scale) {
    RunPlan plan = plan(Map.of("holdfast.time-scale", scale));
    ContinuityPolicy policy = plan.policy();

    assertThat(policy.classOf(round(plan).get(3).plus(ROUND_TRIPS))).isEqualTo(GapClass.BRIEF);
    assertThat(policy.classOf(round(plan).get(4).plus(ROUND_TRIPS))).isEqualTo(GapClass.MEDIUM);
  }

  @Test
  void atTimeScaleOneAServerThatIsWrongByThreeSecondsIsOnTheOtherSide() {
    RunPlan plan = plan(Map.of("holdfast.time-scale", "1"));
    Duration limit = plan.policy().extendedAbove();

    assertThat(round(plan).get(4)).isBetween(limit.minus(WRONG_BY), limit);
    assertThat(round(plan).get(5)).isBetween(limit, limit.plus(WRONG_BY));
  }

  @Test
  void noGapIsNegative() {
    RunPlan plan = plan(Map.of("holdfast.time-scale", "0.0001"));

    assertThat(round(plan)).noneMatch(Duration::isNegative);
  }

  private static List<Duration> round(RunPlan plan) {
    return plan.gaps().round(plan.policy(), plan.load()::scaled);
  }

  private static RunPlan plan(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    return RunPlan.of(Configuration.load(properties, Map.of()));
  }
}
