package dev.holdfast.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PresetTest {

  @ParameterizedTest
  @ValueSource(strings = {"resilience", "storm", "soak", "capacity"})
  void theDefaultsOfEachSimulationMakeAValidPlan(String preset) {
    RunPlan plan = RunPlan.of(Configuration.loadFor(preset, new Properties(), Map.of()));

    assertThat(plan.effective()).containsKey("holdfast.users");
  }

  @Test
  void aSettingOfTheUserWinsOverThePresetAndThePresetOverTheCommonDefault() {
    Properties own = new Properties();
    own.setProperty("holdfast.users", "7");

    RunPlan plan = RunPlan.of(Configuration.loadFor("resilience", own, Map.of()));

    assertThat(plan.load().users()).isEqualTo(7);
    assertThat(plan.load().timeScale()).isEqualTo(0.2);
    assertThat(RunPlan.of(Configuration.load(new Properties(), Map.of())).load().timeScale())
        .isEqualTo(0.01);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holdfast.resilience.notice-within | 600ms | holdfast.resilience.notice-within must be at"
            + " least twice the heartbeat (1000 ms), got: 600 ms",
        "holdfast.reach.client-store-password | x | holdfast.reach.client-store-password must be"
            + " empty without holdfast.reach.client-store, got: one",
        "holdfast.reach.trust | none.pem | holdfast.reach.trust must be a readable PEM file of"
            + " certificates, got: none.pem (NoSuchFileException)",
        "holdfast.reach.trust | pom.xml | holdfast.reach.trust must be a readable PEM file of"
            + " certificates, got: pom.xml (CertificateException)",
        "holdfast.reach.client-store | pom.xml | holdfast.reach.client-store must be a readable"
            + " PKCS#12 file whose password is in holdfast.reach.client-store-password, got:"
            + " pom.xml (IOException)",
        "holdfast.storm.rounds | 0 | holdfast.storm.rounds must be at least 1, got: 0",
        "holdfast.capacity.growth | 1 | holdfast.capacity.growth must be above 1, got: 1.0",
        "holdfast.capacity.turns.start | 0 | holdfast.capacity.turns.start must be above 0, got:"
            + " 0.0",
        "holdfast.capacity.turns.ceiling | 1 | holdfast.capacity.turns.ceiling must be at least its"
            + " start, got: 1.0",
        "holdfast.capacity.searches | users | holdfast.capacity.searches must be all or a list of"
            + " sessions, reconnections, turns, got: users",
        "holdfast.backend.nodes | 2 | holdfast.backend.nodes must be at most holdfast.injectors"
            + " (1), got: 2",
        "holdfast.backend.contention | 2 | holdfast.backend.contention must be 0 to 1, got: 2.0",
        "holdfast.resilience.heartbeat | 0s | holdfast.resilience.heartbeat must be above 0, got:"
            + " 0s",
      })
  void nonsenseIsRefusedByKeyRuleAndValue(String key, String value, String message) {
    Properties own = new Properties();
    own.setProperty(key, value);

    assertThatThrownBy(() -> RunPlan.of(Configuration.loadFor("resilience", own, Map.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void anUnknownScenarioIsRefusedWithAllThatAreKnown() {
    Properties own = new Properties();
    own.setProperty("holdfast.resilience.scenarios", "half-opened");

    assertThatThrownBy(() -> RunPlan.of(Configuration.loadFor("resilience", own, Map.of())))
        .hasMessageStartingWith(
            "holdfast.resilience.scenarios must be all or a list of clean-close, half-open,")
        .hasMessageEndingWith("got: half-opened");
  }

  @Test
  void aStormInWhichNobodyCanTryTwiceIsRefused() {
    StormPlan storm = RunPlan.of(Configuration.load(new Properties(), Map.of())).storm();

    storm.requireSecondTries(Duration.ofMillis(1_001));
    assertThatThrownBy(() -> storm.requireSecondTries(Duration.ofSeconds(1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "holdfast.resilience.give-up must be above holdfast.storm.back-off-base (1000 ms), or"
                + " nobody tries a second time, got: 1000 ms");
  }
}
