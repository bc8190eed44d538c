package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.plan.reach.Account;
import dev.holdfast.plan.reach.HttpPaths;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How one client of a check comes by its session. */
final class EndpointTest {

  private static final Dialect OPENS_NO_SESSIONS =
      FileDialect.read(Path.of("../dialects/stomp.conf"));

  @Test
  void whereNoRowIsLeftItIsSaidHowManyThereMustBe() throws Exception {
    Endpoint endpoint =
        new Endpoint(
            Target.parse("ws://127.0.0.1:9").orElseThrow(),
            new ReachPlan(
                "stomp", Map.of(), List.of(), HttpPaths.NATIVE, List.of(row("ann"), row("bob"))),
            OPENS_NO_SESSIONS,
            Duration.ofSeconds(1));

    assertThat(endpoint.open("check", 1).userId()).isEqualTo("bob");
    assertThatThrownBy(() -> endpoint.open("check", 2))
        .isInstanceOf(UnmetException.class)
        .hasMessageContaining("holdfast.users-file must have at least 3 rows")
        .hasMessageEndingWith("got: 2");
  }

  private static Account row(String name) {
    return new Account(name, Optional.of("token-of-" + name), Map.of());
  }
}
