package dev.holdfast.run.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.choice.Dialects;
import dev.holdfast.dialect.holdfast.NativeDialect;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.plan.soak.Behaviour;
import dev.holdfast.run.context.SpokenDialect;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.example.chat.ChatDialect;
import org.junit.jupiter.api.Test;

/** What is left of a plan with a dialect that tells less. */
final class PlayableTest {

  private static final Dialect CHAT = new ChatDialect();
  private static final Dialect RECOVERED =
      Dialects.named(Path.of("..", "dialects", "socket-io-recovery.conf").toString());

  private final List<String> said = new ArrayList<>();

  private static RunPlan plan(String... settings) {
    Properties properties = new Properties();
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      properties.setProperty(parts[0], parts[1]);
    }
    return RunPlan.of(Configuration.load(properties, Map.of()));
  }

  private RunPlan left(RunKind kind, RunPlan plan, Dialect dialect) {
    return Playable.of(kind, plan, dialect, said::add);
  }

  @Test
  void nothingIsLeftOutOfWhatTheNativeDialectTells() {
    RunPlan plan = plan();

    for (RunKind kind : RunKind.values()) {
      RunPlan left = left(kind, plan, new NativeDialect());

      assertThat(left.load().scenarios()).isEqualTo(plan.load().scenarios());
      assertThat(left.resilience().scenarios()).isEqualTo(plan.resilience().scenarios());
      assertThat(left.soak().mix()).isEqualTo(plan.soak().mix());
    }
    assertThat(said).isEmpty();
  }

  @Test
  void aGateIsWithoutTheScenariosThatADialectCannotTellOf() {
    assertThat(left(RunKind.GATE, plan(), CHAT).load().scenarios())
        .containsExactlyInAnyOrder(
            ScenarioName.HISTORY,
            ScenarioName.PLACE,
            ScenarioName.CONSISTENCY,
            ScenarioName.ERRORS,
            ScenarioName.PERFORMANCE);
    assertThat(said)
        .containsExactly(
            "left out: memory: the dialect chat has no context",
            "left out: gaps: the dialect chat has no status",
            "left out: services: the dialect chat has no refresh, introspection, revocation");
  }

  @Test
  void soAreResilienceRunsAndSoaks() {
    assertThat(left(RunKind.RESILIENCE, plan(), CHAT).resilience().scenarios())
        .contains(ResilienceScenario.FAULTS, ResilienceScenario.HALF_OPEN)
        .doesNotContain(ResilienceScenario.MID_STREAM, ResilienceScenario.ATTACKS);
    assertThat(left(RunKind.SOAK, plan(), CHAT).soak().mix().weights())
        .containsKey(Behaviour.BRIEF)
        .doesNotContainKeys(Behaviour.of("medium"), Behaviour.of("taken-over"));
  }

  @Test
  void whoCanAskForNoSignOfLifeIsNotPromisedToNoticeALossSoon() {
    assertThat(left(RunKind.RESILIENCE, plan(), new NativeDialect()).objectives().pings()).isTrue();
    assertThat(left(RunKind.RESILIENCE, plan(), RECOVERED).objectives().pings()).isFalse();
  }

  @Test
  void othersSpeakWhereMoreThanOneLoadIsMeasured() {
    for (RunKind kind : RunKind.values()) {
      boolean ofOneLoad = kind == RunKind.STORM || kind == RunKind.CAPACITY;
      assertThat(left(kind, plan(), RECOVERED).objectives().othersSpeak())
          .as(kind.name())
          .isEqualTo(!ofOneLoad);
      assertThat(left(kind, plan(), CHAT).objectives().othersSpeak()).as(kind.name()).isFalse();
    }
  }

  @Test
  void aRunOfWhichNothingWouldBeLeftIsRefused() {
    assertThatThrownBy(() -> left(RunKind.GATE, plan("holdfast.scenarios=memory"), CHAT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("holdfast.scenarios must be what the dialect chat can tell, got: memory");
  }

  @Test
  void theMockBackendSpeaksTheNativeDialectAlone() {
    assertThatThrownBy(() -> SpokenDialect.of(plan("holdfast.dialect=chat")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the mock backend speaks no other, got: chat");
  }
}
