package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.defects.Defect;
import dev.holdfast.backend.defects.DefectPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each defect seen doing its harm, on a real socket; and none of them when its rate is 0. */
class DefectsTest {
  private static final String HERE = "203.0.113.7";
  private static final String THERE = "198.51.100.9";

  private TestBackend backend = new TestBackend();
  private JsonNode session = backend.openSession("u-1");
  private @Nullable TestClient lastReturned;

  @AfterEach
  void stop() {
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost-message", "lost-last-acked-message"})
  void losesAMessage(String defect) {
    seed(defect);
    List<String> before = conversed();

    List<String> after = ids(returned());

    assertThat(after).hasSize(3).isSubsetOf(before);
    assertInjected(defect, 1);
  }

  @Test
  void losesTheMessageOfATurnThatWasCut() {
    seed("lost-mid-turn-message", new AgentPace(Duration.ofMillis(100), Duration.ZERO));
    TestClient first = connect(HERE);
    first.turn("m-1", "one");
    first.close();
    assertThat(ids(returned())).hasSize(2);
    assertInjected("lost-mid-turn-message", 0);
    TestClient second = connect(HERE);
    second.say("m-2", "two").await("message_ack");
    second.abort();
    awaitGone();

    assertThat(ids(returned())).doesNotContain("m-2").contains("m-1");
    assertInjected("lost-mid-turn-message", 1);
  }

  @Test
  void losesAMessageOnlyAtANewPlace() {
    seed("lost-on-new-place");
    conversed();
    assertThat(ids(returned())).hasSize(4);
    assertInjected("lost-on-new-place", 0);

    TestClient moved = connect(THERE);
    moved.await("context_status");

    assertThat(ids(moved)).hasSize(3);
    assertInjected("lost-on-new-place", 1);
  }

  @Test
  void greetsWarmlyAndHasNothing() {
    seed("warm-greeting-empty-context");
    conversed();

    TestClient client = returned();

    assertThat(client.ask("get_conversation_history").get("history")).isEmpty();
    assertThat(client.ask("get_agent_context").get("context").get("tool_call_history")).isEmpty();
    assertThat(client.ask("context_check").get("session_recognized").booleanValue()).isTrue();
    assertInjected("warm-greeting-empty-context", 1);
  }

  @Test
  void duplicatesAMessage() {
    seed("duplicated-message");
    conversed();

    List<String> after = ids(returned());

    assertThat(after).hasSize(5);
    assertThat(new TreeSet<>(after)).hasSize(4);
  }

  @Test
  void swapsTwoNeighbours() {
    seed("reordered-message");
    List<String> before = conversed();

    List<String> after = ids(returned());

    assertThat(after).isNotEqualTo(before).containsExactlyInAnyOrderElementsOf(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"corrupted-message", "stale-text"})
  void changesOneText(String defect) {
    seed(defect);
    conversed();
    List<String> honest = texts(backend, "m-1", "one", "m-2", "two");

    List<String> after = contents(returned());

    assertThat(after).hasSize(4);
    int changed = 0;
    for (int i = 0; i < after.size(); i++) {
      changed += after.get(i).equals(honest.get(i)) ? 0 : 1;
    }
    assertThat(changed).isOne();
    if (defect.equals("stale-text")) {
      assertThat(honest).containsAll(after);
    }
  }

  @Test
  void inventsAMessage() {
    seed("unexpected-message");
    List<String> before = conversed();

    assertThat(ids(returned())).hasSize(5).startsWith(before.toArray(String[]::new));
  }

  @Test
  void showsAnOlderSnapshotAsAWhole() {
    seed("stale-context");
    conversed();

    TestClient client = returned();

    JsonNode history = client.ask("get_conversation_history");
    JsonNode context = client.ask("get_agent_context");
    assertThat(history.get("version").longValue()).isEqualTo(2);
    assertThat(context.get("version").longValue()).isEqualTo(2);
    assertThat(history.get("history")).hasSize(2);
    assertThat(context.get("context").get("tool_call_history")).hasSize(1);
  }

  @Test
  void savesOnlyWhenItSawACleanClose() {
    seed("saves-on-clean-close-only");
    conversed();
    TestClient clean = returned();
    assertThat(ids(clean)).hasSize(4);
    clean.turn("m-3", "three");
    clean.abort();
    awaitGone();

    assertThat(ids(returned())).hasSize(4);
    assertInjected("saves-on-clean-close-only", 1);
  }

  @Test
  void tearsTheWorkflowFromTheMemory() {
    seed("torn-context");
    conversed();

    JsonNode memory = memory(returned());

    assertThat(memory.get("variables").get("last_turn").textValue()).isEqualTo("m-2");
    assertThat(memory.get("workflow_state").get("current_step").intValue()).isEqualTo(2);
  }

  @Test
  void losesAVariable() {
    seed("lost-memory");
    conversed();

    assertThat(memory(returned()).get("variables")).isEmpty();
  }

  @Test
  void losesAStepOfTheWorkflow() {
    seed("lost-workflow-step");
    conversed();

    JsonNode workflow = memory(returned()).get("workflow_state");

    assertThat(workflow.get("current_step").intValue()).isEqualTo(2);
    assertThat(workflow.get("pending_steps")).hasSize(2);
  }

  @Test
  void losesAToolCall() {
    seed("lost-tool-call");
    conversed();

    assertThat(toolCalls(returned())).hasSize(1);
  }

  @Test
  void repeatsAToolCallUnderANewId() {
    seed("repeated-tool-call");
    conversed();

    JsonNode calls = toolCalls(returned());

    assertThat(calls).hasSize(3);
    assertThat(calls.get(2).get("turn")).isEqualTo(calls.get(1).get("turn"));
    assertThat(calls.get(2).get("tool")).isEqualTo(calls.get(1).get("tool"));
    assertThat(calls.get(2).get("tool_call_id")).isNotEqualTo(calls.get(1).get("tool_call_id"));
  }

  @Test
  void showsAnotherUsersMessages() {
    seed("foreign-context");
    TestClient other = backend.connect(backend.token("u-2"));
    other.turn("m-9", "the secret of u-2");
    conversed();

    assertThat(contents(returned()).get(0)).isEqualTo("the secret of u-2");
    assertInjected("foreign-context", 1);
  }

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
  void expiresEarly() {
    seed("expired-early");
    conversed();

    assertThat(expired(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void expiresOneTickEarlyOnlyNearTheLimit() {
    seed("expired-one-tick-early");
    conversed();

    assertThat(expired(Duration.ofSeconds(296))).isFalse();
    assertThat(expired(Duration.ofSeconds(298))).isTrue();
  }

  @Test
  void outlivesItsTime() {
    seed("not-expired");
    conversed();

    assertThat(expired(Duration.ofHours(1))).isFalse();
    assertThat(ids(returned())).hasSize(4);
  }

  @Test
  void outlivesItsTimeByOneTickOnly() {
    seed("not-expired-one-tick-late");
    conversed();

    assertThat(expired(Duration.ofSeconds(302))).isFalse();
    assertThat(expired(Duration.ofSeconds(304))).isTrue();
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
  void leaksAtEachReturn() {
    seed("context-leak");
    conversed();
    returned();
    returned();

    assertInjected("context-leak", 2);
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

  @ParameterizedTest
  @EnumSource(Defect.class)
  void doesNoHarmAtRateZero(Defect defect) {
    backend.close();
    backend =
        new TestBackend(
            options ->
                Options.defective(options, new DefectPlan(Map.of(defect, Double.MIN_VALUE), 1)));
    session = backend.openSession("u-1");
    List<String> before = conversed();

    TestClient client = connect(THERE);

    assertThat(client.await("context_status").get("context_preserved").booleanValue()).isTrue();
    assertThat(ids(client)).isEqualTo(before);
    assertThat(memory(client).get("workflow_state").get("current_step").intValue()).isEqualTo(3);
    assertInjected(defect.id(), 0);
  }

  private void seed(String defect) {
    seed(defect, AgentPace.INSTANT);
  }

  private void seed(String defect, AgentPace pace) {
    backend.close();
    backend =
        new TestBackend(
            options ->
                Options.paced(
                    Options.defective(options, DefectPlan.parse(defect + ":1", 7)), pace));
    session = backend.openSession("u-1");
  }

  private String token() {
    return session.get("session_token").textValue();
  }

  private TestClient connect(String ip) {
    return backend.connect(token(), "X-Forwarded-For", ip);
  }

  /** Two turns on a first connection, closed cleanly; the ids of its four messages. */
  private List<String> conversed() {
    TestClient client = connect(HERE);
    client.turn("m-1", "one");
    client.turn("m-2", "two");
    List<String> ids = ids(client);
    client.close();
    awaitGone();
    return ids;
  }

  /** The next return; the one before is closed first. */
  private TestClient returned() {
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

  private boolean connected() {
    return backend
        .get("/admin/sessions/" + session.get("session_id").textValue())
        .body()
        .get("connected")
        .booleanValue();
  }

  private void awaitGone() {
    await("the server sees the end").until(() -> !connected());
  }

  private boolean expired(Duration gap) {
    backend.move(gap);
    TestClient client = connect(HERE);
    boolean expired = client.await("context_status").get("context_expired").booleanValue();
    client.close();
    awaitGone();
    return expired;
  }

  private List<Integer> chunkNumbers() {
    TestClient client = connect(HERE);
    client.say("m-1", "a text that is long enough for an answer in several pieces");
    client.await("message_ack");
    List<Integer> numbers = new ArrayList<>();
    JsonNode frame = client.frame();
    while (frame.get("type").textValue().equals("agent_chunk")) {
      numbers.add(frame.get("payload").get("sequence_num").intValue());
      frame = client.frame();
    }
    return numbers;
  }

  private static List<String> texts(TestBackend backend, String... idsAndTexts) {
    TestClient honest = backend.connect(backend.token("u-honest"));
    for (int i = 0; i < idsAndTexts.length; i += 2) {
      honest.turn(idsAndTexts[i], idsAndTexts[i + 1]);
    }
    return contents(honest);
  }

  private static List<String> ids(TestClient client) {
    return client.ask("get_conversation_history").get("history").findValuesAsText("id");
  }

  private static List<String> contents(TestClient client) {
    return client.ask("get_conversation_history").get("history").findValuesAsText("content");
  }

  private static JsonNode memory(TestClient client) {
    return client.ask("get_agent_context").get("context").get("agent_memory");
  }

  private static JsonNode toolCalls(TestClient client) {
    return client.ask("get_agent_context").get("context").get("tool_call_history");
  }

  private void assertInjected(String defect, int times) {
    assertThat(backend.metric("holdfast_backend_defects_total{defect=\"" + defect + "\"}"))
        .isEqualTo(times);
  }
}
