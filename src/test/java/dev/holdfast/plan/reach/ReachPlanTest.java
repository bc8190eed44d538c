package dev.holdfast.plan.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReachPlanTest {

  @Test
  void nothingIsAskedForByDefault() {
    ReachPlan reach = RunPlan.of(configuration(Map.of())).reach();

    assertThat(reach).isEqualTo(ReachPlan.NOTHING);
  }

  @Test
  void whatATargetAsksForIsRead() {
    RunPlan plan =
        RunPlan.of(
            configuration(
                Map.of(
                    "holdfast.target", "wss://host/ws",
                    "holdfast.reach.origin", "https://app.example.org",
                    "holdfast.reach.headers", "X-Api-Key: a:b | X-Tenant: t1",
                    "holdfast.reach.subprotocols", "chat.v2, chat.v1",
                    "holdfast.reach.http-base", "/chat-api",
                    "holdfast.reach.http-paths", "/auth/refresh: /token")));

    assertThat(plan.reach().headers())
        .containsOnly(
            Map.entry("X-Api-Key", "a:b"),
            Map.entry("X-Tenant", "t1"),
            Map.entry("Origin", "https://app.example.org"));
    assertThat(plan.reach().subprotocols()).containsExactly("chat.v2", "chat.v1");
    assertThat(plan.target().orElseThrow().http("/auth/sessions"))
        .hasToString("https://host/chat-api/auth/sessions");
    assertThat(plan.target().orElseThrow().http("/auth/refresh"))
        .hasToString("https://host/chat-api/token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "headers; X-Api-Key abc; headers such as",
        "headers; X Key: abc; headers such as",
        "headers; Host: abc; without those that Holdfast sets itself",
        "headers; Origin: abc; holdfast.reach.origin",
        "headers; Sec-WebSocket-Protocol: abc; without those that Holdfast sets itself",
        "origin; two words; an origin such as",
        "subprotocols; a b; names such as",
        "http-base; api/; a path such as /chat-api",
        "http-base; /50%off; a path such as /chat-api",
        "http-paths; /login; paths of the protocol",
        "http-paths; /auth/session: /login; paths of the protocol",
        "http-paths; /auth/sessions: login; paths of the protocol",
      })
  void whatMakesNoSenseIsRefused(String key, String value, String rule) {
    assertThatThrownBy(() -> RunPlan.of(configuration(Map.of("holdfast.reach." + key, value))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("holdfast.reach." + key + " must be ")
        .hasMessageContaining(rule);
  }

  @Test
  void valuesOfHeadersAreNeverShown() {
    Configuration configuration =
        configuration(Map.of("holdfast.reach.headers", "X-Api-Key: SECRET | X-Tenant: SECRET"));

    assertThat(configuration.redacted())
        .containsEntry("holdfast.reach.headers", "X-Api-Key: (redacted) | X-Tenant: (redacted)");
    assertThat(RunPlan.of(configuration).toString()).doesNotContain("SECRET");
    assertThatThrownBy(
            () -> RunPlan.of(configuration(Map.of("holdfast.reach.headers", "X Key: SECRET"))))
        .hasMessageNotContaining("SECRET");
  }

  @Test
  void aHostNameWithAnUnderscoreIsLookedUp() {
    assertThatThrownBy(
            () -> RunPlan.of(configuration(Map.of("holdfast.target", "ws://no_such.invalid:1/ws"))))
        .hasMessageContaining(
            "on a host whose name this machine can look up, got: no_such.invalid");
    assertThatThrownBy(
            () -> RunPlan.of(configuration(Map.of("holdfast.target", "wss://chat_1:1/ws"))))
        .hasMessageContaining("without _ in its host name where it is wss, got: chat_1");
  }

  private static Configuration configuration(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    return Configuration.load(properties, Map.of());
  }
}
