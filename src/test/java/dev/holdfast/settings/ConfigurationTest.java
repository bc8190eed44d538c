package dev.holdfast.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.ScenarioName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {

  @TempDir Path folder;

  @Test
  void defaultsAloneMakeAPlan() {
    RunPlan plan = plan(Map.of(), Map.of());

    assertThat(plan.load().users()).isEqualTo(2000);
    assertThat(plan.load().cycles()).isEqualTo(8);
    assertThat(plan.target()).isEmpty();
    assertThat(plan.load().scenarios()).containsExactlyInAnyOrder(ScenarioName.values());
  }

  @Test
  void systemPropertiesWinOverTheEnvironmentAndThatOverAFile() throws IOException {
    Path file =
        Files.writeString(folder.resolve("my.conf"), "holdfast { users = 7, pace = 3s, seed = 3 }");

    RunPlan plan =
        plan(
            Map.of("holdfast.users", "9", "holdfast.config", file.toString()),
            Map.of("HOLDFAST_USERS", "8", "HOLDFAST_PACE", "2s"));

    assertThat(plan.load().users()).isEqualTo(9);
    assertThat(plan.load().pace()).hasSeconds(2);
    assertThat(plan.load().seed()).isEqualTo(3);
  }

  @Test
  void everyKeyCanBeSetFromTheEnvironment() {
    RunPlan plan =
        plan(
            Map.of(),
            Map.of(
                "HOLDFAST_TIME_SCALE", "0.5",
                "HOLDFAST_BACKEND_JWT_SECRET", "0123456789abcdef0123456789abcdef"));

    assertThat(plan.load().timeScale()).isEqualTo(0.5);
    assertThat(plan.backend().jwtSecret()).hasSize(32);
  }

  @Test
  void aMisspeltPropertyIsRefusedWithTheNearestKey() {
    assertThatThrownBy(() -> plan(Map.of("holdfast.user", "5"), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "holdfast.user is not a key of Holdfast; the nearest one is holdfast.users. Correct or"
                + " remove it.");
  }

  @Test
  void aMisspeltVariableIsRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> plan(Map.of(), Map.of("HOLDFAST_TIMESCALE", "1")))
        .hasMessageContaining("HOLDFAST_TIMESCALE is not a key")
        .hasMessageContaining("HOLDFAST_TIME_SCALE");
  }

  @Test
  void aMisspeltKeyInAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("my.conf"), "holdfast.objectives.contnuity = 0.9");

    assertThatThrownBy(() -> plan(Map.of("holdfast.config", file.toString()), Map.of()))
        .hasMessageContaining("holdfast.objectives.contnuity is not a key")
        .hasMessageContaining("holdfast.objectives.continuity");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> plan(Map.of("holdfast.config", "/nowhere.conf"), Map.of()))
        .hasMessageStartingWith(
            "holdfast.config must be a readable HOCON file, got: /nowhere.conf");
  }

  @Test
  void secretsAreRedactedInWhatIsShown() {
    Configuration configuration =
        configuration(
            Map.of("holdfast.backend.jwt-secret", "0123456789abcdef0123456789abcdef"), Map.of());

    assertThat(configuration.redacted())
        .containsEntry("holdfast.backend.jwt-secret", "(redacted)")
        .containsEntry("holdfast.users", "2000");
    assertThat(RunPlan.of(configuration).toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void beforeATargetTimeIsNotShrunkUnlessThatIsAskedFor() {
    Map<String, String> target = Map.of("holdfast.target", "ws://host/ws");

    assertThat(plan(Map.of(), Map.of()).load().timeScale()).isEqualTo(0.01);
    assertThat(plan(target, Map.of()).load().timeScale()).isEqualTo(1);
    assertThat(plan(target, Map.of("HOLDFAST_TIME_SCALE", "0.01")).load().timeScale())
        .isEqualTo(0.01);
    RunPlan plan = plan(target, Map.of());
    assertThat(plan.gaps().cycles(plan.load())).isEqualTo(3);
    assertThat(plan.effective()).containsEntry("holdfast.time-scale", "1");
  }

  @Test
  void aDurationWithoutItsUnitIsRefusedWithOne() {
    assertThatThrownBy(() -> plan(Map.of("holdfast.duration", "30"), Map.of()))
        .hasMessage(
            "holdfast.duration must be a duration with its unit, such as 30s or 30ms, got: 30");
    assertThat(plan(Map.of("holdfast.ramp", "0"), Map.of()).load().ramp()).isZero();
  }

  @Test
  void variablesThatAPlatformSetsAreNoMistakes() {
    RunPlan plan =
        plan(
            Map.of(),
            Map.of(
                "HOLDFAST_PORT", "tcp://10.0.0.7:80",
                "HOLDFAST_PORT_80_TCP", "tcp://10.0.0.7:80",
                "HOLDFAST_PORT_80_TCP_ADDR", "10.0.0.7",
                "HOLDFAST_SERVICE_HOST", "10.0.0.7",
                "HOLDFAST_SERVICE_PORT", "80",
                "HOLDFAST_WEB_SERVICE_PORT_HTTP", "80",
                "HOLDFAST_LIVE_PORT", "8090"));

    assertThat(plan.soak().live().port()).isEqualTo(8090);
  }

  @Test
  void aPortThatAUserMeantIsStillAMistake() {
    assertThatThrownBy(() -> plan(Map.of(), Map.of("HOLDFAST_PORT", "8080")))
        .hasMessageContaining("HOLDFAST_PORT is not a key");
  }

  @Test
  void secretsInUrlsAreMaskedWhereverTheyAreShown() {
    Configuration configuration =
        configuration(
            Map.of(
                "holdfast.target", "ws://127.0.0.1:1/ws?api_key=SECRET",
                "holdfast.webhook.url", "https://hooks.example.org/services/SECRET",
                "holdfast.webhook.secret", "0123456789abcdef"),
            Map.of());

    assertThat(configuration.redacted().toString()).doesNotContain("SECRET");
    assertThat(RunPlan.of(configuration).toString()).doesNotContain("SECRET");
    assertThatThrownBy(
            () -> plan(Map.of("holdfast.target", "http://u:SECRET@h?k=SECRET"), Map.of()))
        .hasMessageContaining("holdfast.target must be")
        .hasMessageNotContaining("SECRET");
  }

  private static RunPlan plan(Map<String, String> properties, Map<String, String> environment) {
    return RunPlan.of(configuration(properties, environment));
  }

  private static Configuration configuration(
      Map<String, String> properties, Map<String, String> environment) {
    Properties all = new Properties();
    all.putAll(properties);
    return Configuration.load(all, environment);
  }

  @Test
  void defaultsAreOthersBeforeATargetThatIsNotOurs() {
    assertThat(Configuration.defaultsFor("", ""))
        .containsEntry("holdfast.time-scale", "0.01")
        .containsEntry("holdfast.target", "");
    assertThat(Configuration.defaultsFor("", "wss://chat.example.org"))
        .containsEntry("holdfast.time-scale", "1")
        .containsEntry("holdfast.gaps.most-cycles", "3")
        .containsEntry("holdfast.target", "");
  }
}
