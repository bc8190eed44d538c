package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.session.ConnectionLimits;
import dev.holdfast.backend.session.Drain;
import dev.holdfast.backend.session.outbound.CloseCode;
import dev.holdfast.backend.session.outbound.RateLimit;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private TestBackend backend = new TestBackend();

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void pingsTheSilentAndClosesWhoDoesNotAnswer() {
    restart(limits(Duration.ofMillis(200), Duration.ofMillis(300), true));
    TestClient alive = backend.connect(backend.token("u-1"));
    alive.await("connection_established");
    try (RawSocket dead = raw("u-2")) {
      dead.await(RawSocket.PING);

      assertThat(dead.awaitClose()).isEqualTo(4408);
      // It does not answer the close either: the socket is dropped.
      assertThat(dead.ended()).isTrue();
    }
    assertThat(alive.closed()).isFalse();
    assertThat(alive.ask("ping")).isEmpty();
  }

  @Test
  void closesAConnectionWhoseTokenHasExpired() {
    TestClient client = backend.connect(backend.token("u-1"));
    client.await("connection_established");

    backend.move(Duration.ofDays(1));

    assertThat(client.closeCode()).isEqualTo(4401);
  }

  @Test
  void keepsAConnectionWhoseTokenHasExpiredIfToldSo() {
    restart(limits(Duration.ofMillis(50), Duration.ofSeconds(10), false));
    TestClient client = backend.connect(backend.token("u-1"));
    client.await("connection_established");

    backend.move(Duration.ofDays(1));

    assertThat(client.ask("ping")).isEmpty();
    assertThat(client.closed()).isFalse();
  }

  @Test
  void closesTheConnectionOfASessionThatIsRevoked() {
    String token = backend.token("u-1");
    TestClient client = backend.connect(token);
    client.await("connection_established");

    backend.post("/auth/revoke", "{\"token\":\"" + token + "\"}");

    assertThat(client.closeCode()).isEqualTo(4401);
  }

  @Test
  void drainsByAnnouncingClosingAndLettingNobodyIn() {
    String token = backend.token("u-1");
    TestClient client = backend.connect(token);
    client.await("connection_established");

    assertThat(backend.post("/admin/drain", "").status()).isEqualTo(202);

    JsonNode notice = client.next();
    assertThat(notice.get("reason").textValue()).isEqualTo("draining");
    assertThat(notice.get("estimated_restart_time").longValue()).isZero();
    assertThat(client.closeCode()).isEqualTo(1001);
    assertThat(backend.get("/healthz").status()).isEqualTo(503);
    try (RawSocket late = new RawSocket(backend.uri(), "Authorization", "Bearer " + token)) {
      assertThat(late.response()).startsWith("HTTP/1.1 503").contains("Retry-After");
    }
  }

  @Test
  void letsATurnInProgressEndBeforeItCloses() {
    backend.close();
    backend =
        new TestBackend(
            options ->
                Options.drained(
                    Options.paced(options, new AgentPace(Duration.ofMillis(200), Duration.ZERO)),
                    new Drain.DrainPlan(
                        CloseCode.RESTART,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(9))));
    TestClient client = backend.connect(backend.token("u-1"));
    client.say("m-1", "finish this").await("message_ack");

    backend.post("/admin/drain", "");

    assertThat(client.await("server_shutdown").get("estimated_restart_time").longValue())
        .isEqualTo(9);
    assertThat(client.await("agent_response").get("turn").textValue()).isEqualTo("m-1");
    assertThat(client.closeCode()).isEqualTo(1012);
  }

  @Test
  void drainsInBoundedTimeThoughAPeerIsDead() {
    backend.close();
    backend =
        new TestBackend(
            options ->
                Options.drained(
                    options,
                    new Drain.DrainPlan(
                        CloseCode.DRAINING, Duration.ZERO, Duration.ofMillis(200), Duration.ZERO)));
    try (RawSocket dead = raw("u-1")) {
      dead.await(RawSocket.TEXT);

      await("the drain is bounded").until(() -> backend.server().drain().isDone());
    }
  }

  @Test
  void saysWhichPortItCannotHave() {
    BackendOptions taken =
        Options.listening(BackendOptions.standard(TestBackend.KEY), backend.uri().getPort());
    try (BackendServer second = new BackendServer(taken, Clock.systemUTC(), new SecureRandom())) {
      assertThatThrownBy(second::start)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + backend.uri().getPort());
    }
  }

  private static ConnectionLimits limits(Duration interval, Duration timeout, boolean expiry) {
    return new ConnectionLimits(
        RateLimit.STANDARD, 1 << 20, interval, timeout, Duration.ofMillis(200), expiry);
  }

  private void restart(ConnectionLimits limits) {
    backend.close();
    backend = new TestBackend(options -> Options.limited(options, limits));
  }

  private RawSocket raw(String userId) {
    return new RawSocket(backend.uri(), "Authorization", "Bearer " + backend.token(userId));
  }
}
