package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireProtocolTest {
  private final TestBackend backend = new TestBackend();

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void greetsTheFirstConnectionOfASessionAsNewAndSaysNothingOfItsContext() {
    JsonNode session = backend.openSession("u-1");
    TestClient client = backend.connect(session.get("session_token").textValue());

    JsonNode greeting = client.frame();

    assertThat(greeting.get("type").textValue()).isEqualTo("connection_established");
    assertThat(greeting.has("id")).isFalse();
    JsonNode payload = greeting.get("payload");
    assertThat(payload.get("session_id")).isEqualTo(session.get("session_id"));
    assertThat(payload.get("connection_id").textValue()).isNotEmpty();
    assertThat(payload.get("session_recognized").booleanValue()).isFalse();
    assertThat(payload.get("security_checks_passed").booleanValue()).isTrue();
    assertThat(payload.get("context_available").booleanValue()).isFalse();
    assertThat(payload.get("location_change_detected").booleanValue()).isFalse();
    assertThat(payload.get("version").longValue()).isZero();
    assertThat(client.ask("ping")).isEmpty();
  }

  @Test
  void answersAUserMessageWithAckChunksToolCallAndResponse() {
    TestClient client = connected("u-1");

    client.say("m-1", "what does it cost?");

    JsonNode ack = client.frame();
    assertThat(ack.get("type").textValue()).isEqualTo("message_ack");
    assertThat(ack.get("id").textValue()).isEqualTo("f-m-1");
    assertThat(ack.get("payload").toString())
        .isEqualTo("{\"message_id\":\"m-1\",\"seq\":1,\"version\":1}");
    List<String> chunks = new ArrayList<>();
    JsonNode frame = client.frame();
    while (frame.get("type").textValue().equals("agent_chunk")) {
      assertThat(frame.get("id").textValue()).isEqualTo("f-m-1");
      assertThat(frame.get("payload").get("turn").textValue()).isEqualTo("m-1");
      assertThat(frame.get("payload").get("sequence_num").intValue()).isEqualTo(chunks.size());
      chunks.add(frame.get("payload").get("data").textValue());
      frame = client.frame();
    }
    assertThat(chunks).hasSizeGreaterThan(1);
    assertThat(frame.get("type").textValue()).isEqualTo("tool_call");
    assertThat(frame.get("payload").get("tool").textValue()).isEqualTo("usage_analyzer");
    assertThat(frame.get("payload").get("version").longValue()).isEqualTo(2);
    JsonNode response = client.next();
    assertThat(response.get("turn").textValue()).isEqualTo("m-1");
    assertThat(response.get("seq").longValue()).isEqualTo(2);
    assertThat(response.get("version").longValue()).isEqualTo(2);
    assertThat(response.get("content").textValue())
        .isEqualTo(String.join("", chunks))
        .contains("what does it cost?");
    assertThat(response.get("agent_memory").toString())
        .isEqualTo("{\"user_preferences\":{},\"variables\":{\"last_turn\":\"m-1\"}}");
    assertThat(response.get("workflow_state").get("current_step").intValue()).isEqualTo(2);
  }

  @Test
  void standsAtStepThreeOfFiveWithTwoToolCallsAfterTwoTurns() {
    TestClient client = connected("u-1");
    client.turn("m-1", "one");
    client.turn("m-2", "two");

    JsonNode payload = client.ask("get_agent_context");

    assertThat(payload.get("version").longValue()).isEqualTo(4);
    JsonNode context = payload.get("context");
    assertThat(context.get("user_id").textValue()).isEqualTo("u-1");
    assertThat(context.get("agent_memory").get("workflow_state").toString())
        .isEqualTo(
            "{\"current_step\":3,\"total_steps\":5,"
                + "\"pending_steps\":[\"analysis\",\"recommendations\"]}");
    assertThat(context.get("tool_call_history")).hasSize(2);
    assertThat(context.get("tool_call_history").get(1).get("tool").textValue())
        .isEqualTo("cost_calculator");
    assertThat(context.get("created_at").textValue()).endsWith("Z");
  }

  @Test
  void remembersPreferencesAndVariablesExactlyAsTheyWereWritten() {
    TestClient client = connected("u-1");
    client.send(
        "user_message",
        "1",
        "{\"message_id\":\"m-1\",\"content\":\"c\",\"reply\":false,\"memory\":{"
            + "\"user_preferences\":{\"focus\":\"cost\",\"dark\":true},"
            + "\"variables\":{\"budget\":5000.50,\"none\":null}}}");
    assertThat(client.next().get("version").longValue()).isEqualTo(1);

    JsonNode memory = client.ask("get_agent_context").get("context").get("agent_memory");

    assertThat(memory.get("user_preferences").toString())
        .isEqualTo("{\"dark\":true,\"focus\":\"cost\"}");
    assertThat(memory.get("variables").toString()).contains("5000.5").contains("\"none\":null");
  }

  @Test
  void keepsAMessageWithoutAnsweringItWhenNoReplyIsWanted() {
    TestClient client = connected("u-1");

    client.send("user_message", "1", "{\"message_id\":\"m-1\",\"content\":\"c\",\"reply\":false}");

    assertThat(client.frame().get("type").textValue()).isEqualTo("message_ack");
    assertThat(client.ask("get_conversation_history").get("history")).hasSize(1);
  }

  @Test
  void doesAMessageOnceHoweverOftenItComes() {
    TestClient client = connected("u-1");
    client.turn("m-1", "once");

    client.say("m-1", "once");

    JsonNode ack = client.frame();
    assertThat(ack.get("type").textValue()).isEqualTo("message_ack");
    assertThat(ack.get("payload").get("seq").longValue()).isEqualTo(1);
    assertThat(client.ask("get_conversation_history").get("history")).hasSize(2);
  }

  @Test
  void refusesAnIdThatBelongsToAnotherText() {
    TestClient client = connected("u-1");
    client.turn("m-1", "one");

    client.say("m-1", "another");

    assertThat(client.next().get("code").textValue()).isEqualTo("conflict");
  }

  @Test
  void tellsTheHistoryInOrderAndOnlyAboveTheSeqThatIsAskedFor() {
    TestClient client = connected("u-1");
    client.turn("m-1", "one");
    client.turn("m-2", "two");

    client.send("get_conversation_history", "h", "{\"after_seq\":2}");

    JsonNode payload = client.next();
    assertThat(payload.get("version").longValue()).isEqualTo(4);
    JsonNode history = payload.get("history");
    assertThat(history).hasSize(2);
    assertThat(history.get(0).get("seq").longValue()).isEqualTo(3);
    assertThat(history.get(0).get("role").textValue()).isEqualTo("user");
    assertThat(history.get(0).has("in_reply_to")).isFalse();
    assertThat(history.get(1).get("role").textValue()).isEqualTo("agent");
    assertThat(history.get(1).get("in_reply_to").textValue()).isEqualTo("m-2");
  }

  @Test
  void provesItsContextByTheDigestsOfTheProtocol() {
    TestClient client = connected("u-1");
    client.turn("m-1", "one");
    JsonNode history = client.ask("get_conversation_history").get("history");
    JsonNode context = client.ask("get_agent_context").get("context");

    JsonNode check = client.ask("context_check");

    assertThat(check.get("message_count").intValue()).isEqualTo(2);
    assertThat(check.get("version").longValue()).isEqualTo(2);
    assertThat(check.get("session_recognized").booleanValue()).isTrue();
    assertThat(check.get("history_digest").textValue())
        .isEqualTo(ProtocolDigests.ofHistory(history));
    assertThat(check.get("context_digest").textValue())
        .isEqualTo(ProtocolDigests.ofContext(context));
  }

  @Test
  void takesANewTokenOfTheSameSessionOnTheOpenConnection() {
    JsonNode session = backend.openSession("u-1");
    TestClient client = backend.connect(session.get("session_token").textValue());
    client.await("connection_established");
    JsonNode fresh =
        backend
            .post("/auth/refresh", "{\"refresh_token\":" + session.get("refresh_token") + "}")
            .body();

    client.send("token_refresh", "t", "{\"token\":" + fresh.get("session_token") + "}");

    assertThat(client.next().get("expires_at")).isEqualTo(fresh.get("expires_at"));
  }

  @Test
  void refusesAnotherSessionsTokenAndKeepsTheOldOne() {
    TestClient client = connected("u-1");

    client.send("token_refresh", "t", "{\"token\":\"" + backend.token("u-2") + "\"}");

    assertThat(client.next().get("code").textValue()).isEqualTo("unauthorized");
    assertThat(client.ask("ping")).isEmpty();
  }

  @Test
  void showsASessionToTheAdministration() {
    JsonNode session = backend.openSession("u-1");
    TestClient client = backend.connect(session.get("session_token").textValue());
    client.turn("m-1", "one");

    JsonNode view = backend.get("/admin/sessions/" + session.get("session_id").textValue()).body();

    assertThat(view.get("connected").booleanValue()).isTrue();
    assertThat(view.get("version").longValue()).isEqualTo(2);
    assertThat(view.get("messages").intValue()).isEqualTo(2);
    assertThat(view.get("tool_calls").intValue()).isEqualTo(1);
    assertThat(view.get("connections_seen").intValue()).isEqualTo(1);
  }

  private TestClient connected(String userId) {
    TestClient client = backend.connect(backend.token(userId));
    client.await("connection_established");
    return client;
  }
}
