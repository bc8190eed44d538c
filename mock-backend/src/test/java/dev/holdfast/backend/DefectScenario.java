package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.defects.DefectPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A backend with a seeded defect, a session, and what a test does with both. */
abstract class DefectScenario {
  static final String HERE = "203.0.113.7";
  static final String THERE = "198.51.100.9";

  TestBackend backend = new TestBackend();
  JsonNode session = backend.openSession("u-1");
  @Nullable TestClient lastReturned;

  @AfterEach
  void stop() {
    backend.close();
  }

  void seed(String defect) {
    seed(defect, AgentPace.INSTANT);
  }

  void seed(String defect, AgentPace pace) {
    backend.close();
    backend =
        new TestBackend(
            options ->
                Options.paced(
                    Options.defective(options, DefectPlan.parse(defect + ":1", 7)), pace));
    session = backend.openSession("u-1");
  }

  String token() {
    return session.get("session_token").textValue();
  }

  TestClient connect(String ip) {
    return backend.connect(token(), "X-Forwarded-For", ip);
  }

  /** Two turns on a first connection, closed cleanly; the ids of its four messages. */
  List<String> conversed() {
    TestClient client = connect(HERE);
    client.turn("m-1", "one");
    client.turn("m-2", "two");
    List<String> ids = ids(client);
    client.close();
    awaitGone();
    return ids;
  }

  /** The next return; the one before is closed first. */
  TestClient returned() {
    TestClient last = lastReturned;
    if (last != null && !last.closed()) {
      last.close();
      awaitGone();
    }
    TestClient client = connect(HERE);
    client.await("context_status");
    lastReturned = client;
    return client;
  }

  boolean connected() {
    return backend
        .get("/admin/sessions/" + session.get("session_id").textValue())
        .body()
        .get("connected")
        .booleanValue();
  }

  void awaitGone() {
    await("the server sees the end").until(() -> !connected());
  }

  boolean expired(Duration gap) {
    backend.move(gap);
    TestClient client = connect(HERE);
    boolean expired = client.await("context_status").get("context_expired").booleanValue();
    client.close();
    awaitGone();
    return expired;
  }

  List<Integer> chunkNumbers() {
    TestClient client = connect(HERE);
    client.say("m-1", "a text that is long enough for an answer in several pieces");
    client.await("message_ack");
    return pieceNumbers(client);
  }

  /** The numbers of the pieces that come before anything else does. */
  static List<Integer> pieceNumbers(TestClient client) {
    List<Integer> numbers = new ArrayList<>();
    JsonNode frame = client.frame();
    while (frame.get("type").textValue().equals("agent_chunk")) {
      numbers.add(frame.get("payload").get("sequence_num").intValue());
      frame = client.frame();
    }
    return numbers;
  }

  static List<String> texts(TestBackend backend, String... idsAndTexts) {
    TestClient honest = backend.connect(backend.token("u-honest"));
    for (int i = 0; i < idsAndTexts.length; i += 2) {
      honest.turn(idsAndTexts[i], idsAndTexts[i + 1]);
    }
    return contents(honest);
  }

  static List<String> ids(TestClient client) {
    return client.ask("get_conversation_history").get("history").findValuesAsText("id");
  }

  static List<String> contents(TestClient client) {
    return client.ask("get_conversation_history").get("history").findValuesAsText("content");
  }

  static JsonNode memory(TestClient client) {
    return client.ask("get_agent_context").get("context").get("agent_memory");
  }

  static JsonNode toolCalls(TestClient client) {
    return client.ask("get_agent_context").get("context").get("tool_call_history");
  }

  void assertInjected(String defect, int times) {
    assertThat(injected(defect)).isEqualTo(times);
  }

  double injected(String defect) {
    return backend.metric("holdfast_backend_defects_total{defect=\"" + defect + "\"}");
  }
}
