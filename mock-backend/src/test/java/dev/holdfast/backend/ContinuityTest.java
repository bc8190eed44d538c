package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.agent.AgentPace;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContinuityTest {
  private TestBackend backend = new TestBackend();

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void restoresEverythingAfterABriefGap() {
    String token = backend.token("u-1");
    JsonNode before = talked(token);
    away(Duration.ofMillis(29_999));

    TestClient client = backend.connect(token);

    JsonNode greeting = client.await("connection_established");
    assertThat(greeting.get("session_recognized").booleanValue()).isTrue();
    assertThat(greeting.get("context_available").booleanValue()).isTrue();
    assertThat(greeting.get("version").longValue()).isEqualTo(4);
    JsonNode status = client.next();
    assertThat(status.get("context_preserved").booleanValue()).isTrue();
    assertThat(status.get("preservation_rate").doubleValue()).isEqualTo(1);
    assertThat(status.get("disconnection_type").textValue()).isEqualTo("brief");
    assertThat(status.has("warning")).isFalse();
    assertThat(client.ask("get_conversation_history")).isEqualTo(before);
  }

  @Test
  void givesUpTheOldestTwentiethAfterAMediumGapAndSaysSo() {
    String token = backend.token("u-1");
    TestClient first = backend.connect(token);
    for (int i = 1; i <= 10; i++) {
      first.turn("m-" + i, "text " + i);
    }
    first.close();
    away(Duration.ofSeconds(30));

    TestClient client = backend.connect(token);

    assertThat(client.await("connection_established").get("version").longValue()).isEqualTo(21);
    JsonNode status = client.next();
    assertThat(status.get("disconnection_type").textValue()).isEqualTo("medium");
    assertThat(status.get("preservation_rate").doubleValue()).isBetween(0.95, 0.999);
    assertThat(status.get("warning").textValue()).contains("oldest 1 of 31 items");
    JsonNode history = client.ask("get_conversation_history").get("history");
    assertThat(history).hasSize(19);
    assertThat(history.get(0).get("seq").longValue()).isEqualTo(2);
  }

  @Test
  void beginsAnewAfterAnExtendedGapAndSaysSo() {
    String token = backend.token("u-1");
    talked(token);
    away(Duration.ofMinutes(5).plusMillis(1));

    TestClient client = backend.connect(token);

    JsonNode greeting = client.await("connection_established");
    assertThat(greeting.get("session_recognized").booleanValue()).isTrue();
    assertThat(greeting.get("context_available").booleanValue()).isFalse();
    assertThat(greeting.get("version").longValue()).isZero();
    JsonNode status = client.next();
    assertThat(status.get("context_expired").booleanValue()).isTrue();
    assertThat(status.get("clean_session_started").booleanValue()).isTrue();
    assertThat(status.get("context_preserved").booleanValue()).isFalse();
    assertThat(client.ask("get_conversation_history").get("history")).isEmpty();
    assertThat(client.turn("m-1", "anew").get("version").longValue()).isEqualTo(2);
  }

  @Test
  void keepsAGapOfExactlyFiveMinutesMedium() {
    String token = backend.token("u-1");
    talked(token);
    away(Duration.ofMinutes(5));

    TestClient client = backend.connect(token);

    assertThat(client.await("context_status").get("disconnection_type").textValue())
        .isEqualTo("medium");
  }

  @Test
  void shrinksTheLimitsWithTheTimeScale() {
    backend.close();
    backend = new TestBackend(options -> Options.scaled(options, 0.01));
    String token = backend.token("u-1");
    talked(token);
    away(Duration.ofMillis(3001));

    TestClient client = backend.connect(token);

    assertThat(client.await("context_status").get("context_expired").booleanValue()).isTrue();
  }

  @Test
  void closesTheOldConnectionWith4409AndAnswersNothingMoreOnIt() {
    String token = backend.token("u-1");
    TestClient old = backend.connect(token);
    old.await("connection_established");

    TestClient fresh = backend.connect(token);
    JsonNode status = fresh.await("context_status");

    assertThat(status.get("disconnection_type").textValue()).isEqualTo("brief");
    assertThat(old.closeCode()).isEqualTo(4409);
    assertThat(old.unread()).isZero();
    assertThat(fresh.ask("ping")).isEmpty();
  }

  @Test
  void finishesATurnWhoseConnectionIsLostAndPushesItToNobody() {
    backend.close();
    backend =
        new TestBackend(
            options -> Options.paced(options, new AgentPace(Duration.ZERO, Duration.ofMillis(60))));
    JsonNode session = backend.openSession("u-1");
    String token = session.get("session_token").textValue();
    String admin = "/admin/sessions/" + session.get("session_id").textValue();
    TestClient first = backend.connect(token);
    first.say("m-1", "a turn that takes its time");
    String seen = first.await("agent_chunk").get("data").textValue();
    first.abort();
    await("the server sees the loss")
        .until(() -> !backend.get(admin).body().get("connected").booleanValue());

    TestClient second = backend.connect(token);
    second.await("context_status");
    await("the agent finishes by itself")
        .until(() -> backend.get(admin).body().get("version").longValue() == 2);

    assertThat(second.unread()).isZero();
    JsonNode history = second.ask("get_conversation_history").get("history");
    assertThat(history.get(1).get("content").textValue()).startsWith(seen);
    assertThat(history.get(1).get("in_reply_to").textValue()).isEqualTo("m-1");
    assertThat(second.ask("get_agent_context").get("context").get("tool_call_history")).hasSize(1);
  }

  @Test
  void letsTheTurnsOfASessionFollowOneAnother() {
    backend.close();
    backend =
        new TestBackend(
            options ->
                Options.paced(options, new AgentPace(Duration.ofMillis(20), Duration.ofMillis(5))));
    TestClient client = backend.connect(backend.token("u-1"));
    client.say("m-1", "one").say("m-2", "two").say("m-3", "three");

    assertThat(client.await("agent_response").get("turn").textValue()).isEqualTo("m-1");
    assertThat(client.await("agent_response").get("turn").textValue()).isEqualTo("m-2");
    JsonNode last = client.await("agent_response");

    assertThat(last.get("turn").textValue()).isEqualTo("m-3");
    assertThat(last.get("version").longValue()).isEqualTo(6);
  }

  @Test
  void dropsATurnThatOutlivedItsContext() {
    backend.close();
    backend =
        new TestBackend(
            options ->
                Options.paced(options, new AgentPace(Duration.ofMillis(300), Duration.ZERO)));
    String token = backend.token("u-1");
    TestClient first = backend.connect(token);
    first.say("m-1", "too late");
    first.await("message_ack");
    first.close();
    backend.move(Duration.ofMinutes(6));
    TestClient second = backend.connect(token);
    second.await("context_status");

    second.turn("m-2", "anew");

    assertThat(second.ask("get_conversation_history").get("history")).hasSize(2);
  }

  @Test
  void noticesAnotherPlaceAndBlocksNobodyForIt() {
    String token = backend.token("u-1");
    TestClient first =
        backend.connect(token, "X-Forwarded-For", "203.0.113.7", "X-Geolocation", "52.52,13.40");
    assertThat(first.await("connection_established").get("location_change_detected").booleanValue())
        .isFalse();
    first.close();
    TestClient same =
        backend.connect(token, "X-Forwarded-For", "203.0.113.7", "X-Geolocation", "52.52,13.40");
    assertThat(same.await("connection_established").get("location_change_detected").booleanValue())
        .isFalse();
    same.close();

    TestClient moved =
        backend.connect(token, "X-Forwarded-For", "198.51.100.9", "X-Geolocation", "35.68,139.69");

    JsonNode greeting = moved.await("connection_established");
    assertThat(greeting.get("location_change_detected").booleanValue()).isTrue();
    assertThat(greeting.get("session_recognized").booleanValue()).isTrue();
    assertThat(
            backend.post("/auth/introspect", "{\"token\":\"" + token + "\"}").body().get("places"))
        .hasSize(2);
  }

  @Test
  void countsReconnectionsByTheClassOfTheirGap() {
    String token = backend.token("u-1");
    talked(token);
    away(Duration.ofMinutes(1));
    backend.connect(token).await("context_status");

    assertThat(backend.metric("holdfast_backend_reconnections_total{gap=\"medium\"}")).isOne();
    assertThat(backend.metric("holdfast_backend_reconnections_total{gap=\"brief\"}")).isZero();
    assertThat(backend.metric("holdfast_backend_turns_total")).isEqualTo(2);
    assertThat(backend.metric("holdfast_backend_connections_open")).isOne();
    assertThat(backend.metric("holdfast_backend_contexts")).isOne();
    assertThat(backend.metric("holdfast_backend_context_bytes")).isPositive();
    assertThat(backend.metric("holdfast_backend_frames_in_total{type=\"user_message\"}"))
        .isEqualTo(2);
    assertThat(backend.metric("holdfast_backend_handshakes_total{result=\"accepted\"}"))
        .isEqualTo(2);
  }

  private JsonNode talked(String token) {
    TestClient client = backend.connect(token);
    client.turn("m-1", "one");
    client.turn("m-2", "two");
    JsonNode history = client.ask("get_conversation_history");
    client.close();
    return history;
  }

  private void away(Duration gap) {
    await("the server sees the end")
        .until(() -> backend.metric("holdfast_backend_connections_open") == 0);
    backend.move(gap);
  }
}
