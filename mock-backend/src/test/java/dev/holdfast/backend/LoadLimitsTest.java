package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backend.defects.LoadLimits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits that a search is held to, seen on a real socket. */
class LoadLimitsTest {
  private static final Duration DELAY = Duration.ofMillis(400);

  private TestBackend backend = new TestBackend();

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void showsTheContextLateWhileThereAreMoreConnectionsThanItServes() {
    bearing(new LoadLimits(1, 0, DELAY));
    TestClient first = connected();
    first.ask("get_agent_context");

    connected();

    assertThat(nanosOfContext(first)).isGreaterThanOrEqualTo(DELAY.toNanos());
  }

  @Test
  void showsTheContextLateToReturnsBeyondTheRate() {
    bearing(new LoadLimits(0, 0.01, DELAY));
    String token = backend.token("u");
    backend.connect(token).await("connection_established");
    for (int within = 0; within < 2; within++) {
      backend.connect(token).await("context_status");
    }

    TestClient beyond = backend.connect(token);
    beyond.await("context_status");

    assertThat(nanosOfContext(beyond)).isGreaterThanOrEqualTo(DELAY.toNanos());
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new LoadLimits(-1, 0, Duration.ofSeconds(1)))
        .hasMessage("limit-sessions must be 0 or more, got: -1");
    assertThatThrownBy(() -> new LoadLimits(0, Double.NaN, Duration.ofSeconds(1)))
        .hasMessageStartingWith("limit-reconnections must be 0 or more");
    assertThatThrownBy(() -> new LoadLimits(0, 1, Duration.ZERO))
        .hasMessageStartingWith("overload-delay must be above 0");
  }

  private static long nanosOfContext(TestClient client) {
    long asked = System.nanoTime();
    client.send("get_agent_context", "q", "{}");
    client.await("agent_context");
    return System.nanoTime() - asked + TimeUnit.MILLISECONDS.toNanos(1);
  }

  private TestClient connected() {
    TestClient client = backend.connect(backend.token("u"));
    client.await("connection_established");
    return client;
  }

  private void bearing(LoadLimits limits) {
    backend.close();
    backend = new TestBackend(options -> Options.bearing(options, limits));
  }
}
