package dev.holdfast.backend.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backend.agent.AgentScript;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionPolicyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final RetentionPolicy policy =
      new RetentionPolicy(RetentionLimits.standard(), InstantSource.fixed(NOW));

  @ParameterizedTest
  @CsvSource({
    "0,BRIEF",
    "29999,BRIEF",
    "30000,MEDIUM",
    "300000,MEDIUM",
    "300001,EXTENDED",
    "86400000,EXTENDED"
  })
  void placesAGapInItsClass(long millis, GapLength expected) {
    assertThat(after(Duration.ofMillis(millis), turns(3)).gapClass()).isEqualTo(expected);
  }

  @Test
  void keepsTheVeryContextAfterABriefGap() {
    AgentContext context = turns(3);

    assertThat(after(Duration.ofSeconds(1), context).context()).isSameAs(context);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6, 7, 13, 40, 100})
  void keepsAtLeastTheShareOfItemsAfterAMediumGap(int turns) {
    AgentContext context = turns(turns);

    Retained retained = after(Duration.ofMinutes(2), context);

    int left = retained.context().items();
    assertThat(left).isGreaterThanOrEqualTo((int) Math.ceil(context.items() * 0.95 - 1e-9));
    assertThat(context.items() - left).isEqualTo((int) Math.floor(context.items() * 0.05 + 1e-9));
    assertThat(retained.preservationRate())
        .isEqualTo((double) left / context.items(), org.assertj.core.data.Offset.offset(1e-12));
    assertThat(retained.warning()).isNotNull();
    assertThat(retained.expired()).isFalse();
  }

  @Test
  void givesUpTheOldestMessagesFirstAndRaisesTheVersion() {
    AgentContext context = turns(10);

    AgentContext left = after(Duration.ofMinutes(2), context).context();

    assertThat(left.history()).isEqualTo(context.history().subList(1, 20));
    assertThat(left.version()).isEqualTo(context.version() + 1);
    assertThat(left.toolCalls()).isEqualTo(context.toolCalls());
    assertThat(left.turns()).isEqualTo(10);
  }

  @Test
  void beginsANewIncarnationAfterAnExtendedGap() {
    Retained retained = after(Duration.ofMinutes(6), turns(3));

    assertThat(retained.expired()).isTrue();
    assertThat(retained.preservationRate()).isZero();
    assertThat(retained.context()).isEqualTo(AgentContext.clean("s-1", "u-1", 2, NOW));
  }

  @Test
  void shrinksItsTimesWithTheScaleAndNotItsShare() {
    RetentionLimits scaled = RetentionLimits.standard().scaled(0.01);

    assertThat(scaled.briefBelow()).isEqualTo(Duration.ofMillis(300));
    assertThat(scaled.extendedAbove()).isEqualTo(Duration.ofSeconds(3));
    assertThat(scaled.mediumShare()).isEqualTo(0.95);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void refusesAScaleOutsideItsRange(double scale) {
    assertThatThrownBy(() -> RetentionLimits.standard().scaled(scale))
        .hasMessageContaining("time-scale must be above 0 and at most 1, got: ");
  }

  @Test
  void refusesLimitsThatContradictEachOther() {
    assertThatThrownBy(() -> new RetentionLimits(Duration.ZERO, Duration.ofSeconds(1), 1))
        .hasMessageContaining("brief-below");
    assertThatThrownBy(() -> new RetentionLimits(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
        .hasMessageContaining("extended-above");
    assertThatThrownBy(() -> new RetentionLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1.5))
        .hasMessageContaining("medium-share");
  }

  private Retained after(Duration gap, AgentContext context) {
    return policy.onReturn(
        new SessionReturn("s-1", "u-1", 1, gap, false, false, true, false), context);
  }

  static AgentContext turns(int turns) {
    AgentScript script = new AgentScript();
    AgentContext context = AgentContext.clean("s-1", "u-1", 1, NOW);
    for (int turn = 1; turn <= turns; turn++) {
      String id = "m-" + turn;
      context = context.withUserMessage(id, "text " + turn, AgentMemory.EMPTY, false, NOW);
      context = script.finish(context, id, script.answer(turn, "text " + turn), NOW);
    }
    return context;
  }
}
