package dev.holdfast.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.plan.reach.Target;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunPlanTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holdfast.users | 0 | holdfast.users must be at least 1, got: 0",
        "holdfast.users | many | holdfast.users must be a whole number, got: many",
        "holdfast.duration | 0s | holdfast.duration must be above 0, got: 0s",
        "holdfast.duration | soon | holdfast.duration must be a duration such as 500ms, 30s, 5m or 8h, got: soon",
        "holdfast.ramp | -1s | holdfast.ramp must be 0 or more, got: -1s",
        "holdfast.pace | 1h | holdfast.pace must be at most holdfast.duration (112000 ms), got: 3600000 ms",
        "holdfast.time-scale | 0 | holdfast.time-scale must be above 0 and at most 1, got: 0.0",
        "holdfast.time-scale | 2 | holdfast.time-scale must be 0 to 1, got: 2.0",
        "holdfast.target | http://x | holdfast.target must be a URL such as ws://host:8080/ws or wss://host/ws, got: http://x",
        "holdfast.target | ws:/x | holdfast.target must be a URL such as ws://host:8080/ws or wss://host/ws, got: ws:/x",
        "holdfast.target | ws://a b | holdfast.target must be a URL such as ws://host:8080/ws or wss://host/ws, got: ws://a b",
        "holdfast.log | loud | holdfast.log must be info, debug or warn, got: loud",
        "holdfast.scenarios | histry | holdfast.scenarios must be all or a list of history, memory, place, consistency, gaps, errors, services, performance, got: histry",
        "holdfast.scenarios | '' | holdfast.scenarios must be all or a list of history, memory, place, consistency, gaps, errors, services, performance, got: nothing",
        "holdfast.objectives.continuity | 1 | holdfast.objectives.continuity must be above 0 and below 1, got: 1.0",
        "holdfast.objectives.place-ratio | 0.5 | holdfast.objectives.place-ratio must be at least 1, got: 0.5",
        "holdfast.policy.extended-above | 1s | holdfast.policy.extended-above must be at least brief-below (PT30S), got: PT1S",
        "holdfast.backend.jwt-secret | short | holdfast.backend.jwt-secret must be at least 32 bytes, got: 5 bytes",
        "holdfast.backend.store | disk | holdfast.backend.store must be memory, file:<path> or redis://host:port[/db], got: disk",
        "holdfast.backend.store | file: | holdfast.backend.store must be memory, file:<path> or redis://host:port[/db], got: file:",
        "holdfast.backend.store | redis://a@b:1 | holdfast.backend.store must be memory, file:<path> or redis://host:port[/db], got: redis://a@b:1",
      })
  void nonsenseIsRefusedByKeyRuleAndValue(String key, String value, String message) {
    assertThatThrownBy(() -> plan(Map.of(key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void defectsAreForTheMockBackendOnly() {
    assertThatThrownBy(
            () ->
                plan(
                    Map.of(
                        "holdfast.target", "ws://h/ws", "holdfast.backend.defects", "blocked:0.1")))
        .hasMessageContaining(
            "holdfast.backend.defects must be empty when holdfast.target is given");
  }

  @Test
  void aStoreIsForTheMockBackendOnly() {
    assertThatThrownBy(
            () ->
                plan(
                    Map.of(
                        "holdfast.target", "ws://h/ws", "holdfast.backend.store", "file:/tmp/x")))
        .hasMessageContaining(
            "holdfast.backend.store must be memory when holdfast.target is given");
  }

  @ParameterizedTest
  @CsvSource({"memory, false", "file:a b/c, true", "redis://127.0.0.1:6379/2, true"})
  void aStoreMayOutliveItsBackend(String store, boolean outlives) {
    BackendPlan backend = plan(Map.of("holdfast.backend.store", store)).backend();

    assertThat(backend.store()).isEqualTo(store);
    assertThat(backend.outlivesProcess()).isEqualTo(outlives);
  }

  @Test
  void theTimeScaleShrinksGapsButNoDeadline() {
    RunPlan plan = plan(Map.of());

    assertThat(plan.policy().briefBelow()).hasMillis(300);
    assertThat(plan.policy().extendedAbove()).hasMillis(3000);
    assertThat(plan.policy().briefDeadline()).hasMillis(500);
    assertThat(plan.load().scaled(Duration.ofSeconds(15))).hasMillis(150);
  }

  @ParameterizedTest
  @CsvSource({"2000", "1", "7", "4999"})
  void thoseSideBySideShareAllUsersExactly(int users) {
    LoadPlan load = plan(Map.of("holdfast.users", String.valueOf(users))).load();

    int together =
        load.scenarios().stream()
            .filter(name -> !name.runsLast())
            .mapToInt(name -> load.usersOf(name))
            .sum();

    assertThat(together).isEqualTo(users);
  }

  @Test
  void aScenarioAloneGetsAllUsers() {
    for (ScenarioName name : ScenarioName.values()) {
      LoadPlan load = plan(Map.of("holdfast.scenarios", name.id(), "holdfast.users", "31")).load();

      assertThat(load.usersOf(name)).as(name.id()).isEqualTo(31);
    }
  }

  @Test
  void aTargetTellsItsHttpUrlAndWhetherItIsOnLoopback() {
    Target plain = Target.parse("ws://127.0.0.1:81/ws").orElseThrow();
    Target secure = Target.parse("wss://example.org/socket").orElseThrow();

    assertThat(plain.http("/healthz")).hasToString("http://127.0.0.1:81/healthz");
    assertThat(plain.onLoopback()).isTrue();
    assertThat(plain.port()).isEqualTo(81);
    assertThat(secure.http("/healthz")).hasToString("https://example.org/healthz");
    assertThat(secure.onLoopback()).isFalse();
    assertThat(secure.port()).isEqualTo(443);
  }

  private static RunPlan plan(Map<String, String> properties) {
    Properties all = new Properties();
    all.putAll(properties);
    return RunPlan.of(Configuration.load(all, Map.of()));
  }
}
