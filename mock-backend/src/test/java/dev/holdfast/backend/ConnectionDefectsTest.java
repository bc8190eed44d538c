package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.agent.AgentPace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each defect of admission, timing and pushes seen doing its harm, on a real socket. */
class ConnectionDefectsTest extends DefectScenario {

  @Test
  void greetsAKnownSessionAsAStranger() {
    seed("session-not-recognised");
    conversed();

    TestClient client = connect(HERE);

    JsonNode greeting = client.await("connection_established");
    assertThat(greeting.get("session_recognized").booleanValue()).isFalse();
    assertThat(greeting.get("context_available").booleanValue()).isFalse();
    assertThat(client.ask("get_conversation_history").get("history")).isEmpty();
  }

  @Test
  void forgetsTheThirdReturnOnly() {
    seed("forgets-third-reconnect");
    conversed();

    assertThat(ids(returned())).hasSize(4);
    assertThat(ids(returned())).hasSize(4);
    TestClient third = connect(HERE);
    assertThat(third.await("connection_established").get("session_recognized").booleanValue())
        .isFalse();
    third.close();
    awaitGone();
    assertThat(ids(returned())).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocked:403", "blocked-unauthorized:401", "blocked-new-place:403"})
  void refusesAReturnWithAValidToken(String defectAndStatus) {
    String defect = defectAndStatus.split(":")[0];
    seed(defect);
    conversed();
    if (defect.equals("blocked-new-place")) {
      returned();
    }

    try (RawSocket socket =
        new RawSocket(
            backend.uri(), "Authorization", "Bearer " + token(), "X-Forwarded-For", THERE)) {
      assertThat(socket.response()).startsWith("HTTP/1.1 " + defectAndStatus.split(":")[1]);
    }
    assertInjected(defect, 1);
  }

  @Test
  void letsAnExpiredTokenIn() {
    seed("admitted");
    conversed();
    backend.move(Duration.ofDays(2));

    TestClient client = connect(HERE);

    assertThat(client.await("context_status")).isNotEmpty();
    assertThat(client.ask("ping")).isEmpty();
    assertInjected("admitted", 1);
  }

  @Test
  void letsAForgedTokenIn() {
    seed("admitted");
    String[] parts = token().split("\\.");
    String forged = parts[0] + "." + parts[1] + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    assertThat(backend.connect(forged).await("connection_established")).isNotEmpty();
  }

  @Test
  void answersAfterTheDeadline() {
    seed("late-restore");
    conversed();
    TestClient client = returned();
    long asked = System.nanoTime();

    assertThat(ids(client)).hasSize(4);

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(690));
  }

  @Test
  void answersSlowlyAndYetInTime() {
    seed("slow-restore");
    conversed();
    TestClient client = returned();
    long asked = System.nanoTime();

    assertThat(ids(client)).hasSize(4);

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(290));
    assertInjected("slow-restore", 1);
  }

  @Test
  void closesAConnectionThatNobodyAskedItToClose() {
    seed("dropped-connection");
    conversed();
    TestClient client = returned();

    assertThat(ids(client)).hasSize(4);
    client.ask("get_agent_context");

    awaitGone();
    assertInjected("dropped-connection", 1);
    assertThat(ids(returned())).hasSize(4);
  }

  @Test
  void creepsALittleMoreWithEachReturn() {
    seed("latency-creep");
    conversed();
    TestClient client = returned();
    long asked = System.nanoTime();

    ids(client);

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(20));
    assertInjected("latency-creep", 1);
  }

  @Test
  void neverAnswersForTheHistory() {
    seed("no-answer");
    conversed();
    TestClient client = returned();

    client.send("get_conversation_history", "h", "{}");

    assertThat(client.ask("ping")).isEmpty();
    assertThat(client.unread()).isZero();
  }

  @Test
  void servesTheOldConnectionToo() {
    seed("split-session");
    TestClient old = connect(HERE);
    old.await("connection_established");

    TestClient fresh = connect(HERE);
    fresh.await("context_status");

    assertThat(old.ask("ping")).isEmpty();
    assertThat(fresh.ask("ping")).isEmpty();
    assertThat(old.closed()).isFalse();
    assertInjected("split-session", 1);
  }

  @Test
  void losesAChunk() {
    seed("lost-chunk");

    assertThat(chunkNumbers()).startsWith(0, 2);
  }

  @Test
  void doublesAChunk() {
    seed("duplicated-chunk");

    assertThat(chunkNumbers()).startsWith(0, 1, 1);
  }

  @Test
  void acknowledgesTwice() {
    seed("double-ack");
    TestClient client = connect(HERE);
    client.say("m-1", "one");

    JsonNode first = client.await("message_ack");

    assertThat(client.frame().get("payload")).isEqualTo(first);
  }

  @Test
  void givesUpTheTurnOfAClientThatHasGone() {
    seed("abandoned-turn", new AgentPace(Duration.ofMillis(100), Duration.ZERO));
    AtomicInteger said = new AtomicInteger();

    // Again where the machine was so slow that the turn ended before its client went.
    await("a turn is given up")
        .until(
            () -> {
              TestClient client = connect(HERE);
              client.say("m-" + said.incrementAndGet(), "text");
              client.await("message_ack");
              client.abort();
              awaitGone();
              return injected("abandoned-turn") > 0;
            });

    List<String> there = ids(returned());
    assertThat(there.stream().filter(id -> id.endsWith("-answer")).count()).isLessThan(said.get());
  }

  @Test
  void leavesOutAPieceOfAResumedStream() {
    seed("gap-after-resume");
    conversed();

    assertThat(resumedFrom(returned(), 0)).containsExactly(1);
    assertInjected("gap-after-resume", 1);
  }

  @Test
  void takesAStreamUpOnePieceTooEarly() {
    seed("double-after-resume");
    conversed();

    assertThat(resumedFrom(returned(), 1)).containsExactly(0, 1);
    assertInjected("double-after-resume", 1);
  }

  @Test
  void countsAReturnTwice() {
    seed("counted-twice");
    conversed();

    returned();

    assertThat(seen()).isEqualTo(3);
    assertInjected("counted-twice", 1);
  }

  @Test
  void takesAForgedTokenOnAnOpenConnection() {
    seed("forged-refresh");
    TestClient client = connect(HERE);
    client.await("connection_established");
    String[] parts = token().split("\\.");
    String forged = parts[0] + "." + parts[1] + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    client.send("token_refresh", "t", "{\"token\":\"" + forged + "\"}");

    assertThat(client.frame().get("type").textValue()).isEqualTo("token_refreshed");
    assertInjected("forged-refresh", 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"ping\"", "{type:\"ping\"}"})
  void answersWhatItCannotRead(String broken) {
    seed("broken-payload-taken");
    TestClient client = connect(HERE);
    client.await("connection_established");

    client.send(broken);

    assertThat(client.frame().get("type").textValue()).isEqualTo("pong");
    assertInjected("broken-payload-taken", 1);
  }

  private static List<Integer> resumedFrom(TestClient client, int next) {
    client.send("resume_turn", "r", "{\"turn\":\"m-1\",\"next_sequence_num\":" + next + "}");
    return pieceNumbers(client);
  }

  private int seen() {
    return backend
        .get("/admin/sessions/" + session.get("session_id").textValue())
        .body()
        .get("connections_seen")
        .intValue();
  }
}
