package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.agent.AgentPace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written otherwise than it was acknowledged, sent or shown. */
class WriteDefectsTest extends DefectScenario {

  private static final AgentPace UNHURRIED = new AgentPace(Duration.ZERO, Duration.ofMillis(100));

  @ParameterizedTest
  @CsvSource(
      nullValues = "gone",
      value = {"dropped-at-write,gone", "changed-at-write,cost?", "cut-at-write,co"})
  void whatWasAcknowledgedIsWrittenOtherwise(String defect, String tone) {
    seed(defect);
    TestClient client = connect(HERE);
    client.send(
        "user_message",
        "f-1",
        """
        {"message_id": "m-1", "content": "one", "memory": {"user_preferences": {"focus": "cost"}}}
        """);
    client.await("message_ack");
    JsonNode shown = client.await("agent_response").get("agent_memory").get("user_preferences");

    assertThat(shown.path("focus").textValue()).isEqualTo(tone);
    assertInjected(defect, 1);
    client.turn("m-2", "without memory");
    assertInjected(defect, 1);
  }

  @Test
  void anAnswerEndsWhereItsStreamWasCut() {
    seed("cut-answer", UNHURRIED);
    String heard = cutInStream();

    String stored = contents(returned()).get(1);

    // One more piece may have been on its way when the client closed.
    assertThat(stored).startsWith(heard).doesNotEndWith("requests a day");
    assertInjected("cut-answer", 1);
  }

  @Test
  void aTurnThatWasCutHasNoToolCallThoughItsAnswerSaysSo() {
    seed("lost-call-of-cut-turn", UNHURRIED);
    cutInStream();
    TestClient client = returned();

    JsonNode answer = client.ask("get_conversation_history").get("history").get(1);

    assertThat(answer.get("tool_calls").intValue()).isEqualTo(1);
    assertThat(toolCalls(client)).isEmpty();
    assertInjected("lost-call-of-cut-turn", 1);
  }

  @Test
  void aTurnThatWasHeardToItsEndIsWhole() {
    seed("cut-answer");

    assertThat(contentsAfter(conversed())).hasSize(4);
    assertInjected("cut-answer", 0);
  }

  @Test
  void givesUpTheNewest() {
    seed("gives-up-newest");
    TestClient client = connect(HERE);
    for (int turn = 0; turn < 8; turn++) {
      client.turn("m-" + turn, "text");
    }
    client.close();
    awaitGone();
    backend.move(Duration.ofMinutes(2));

    List<String> left = ids(returned());

    assertThat(left).hasSize(15).startsWith("m-0").doesNotContain("m-7");
    assertInjected("gives-up-newest", 1);
  }

  @Test
  void whatExpiredComesBack() {
    seed("revived-after-expiry");
    List<String> before = conversed();
    backend.move(Duration.ofMinutes(6));

    TestClient client = connect(HERE);

    assertThat(client.await("context_status").get("context_expired").booleanValue()).isTrue();
    assertThat(ids(client)).isEqualTo(before);
    assertThat(toolCalls(client)).hasSize(2);
    assertInjected("revived-after-expiry", 1);
  }

  @Test
  void cutsTheResultOfAToolCallAndChangesPlaces() {
    seed("cut-tool-result");
    conversed();
    assertThat(toolCalls(returned()).findValuesAsText("result"))
        .anyMatch(result -> !result.endsWith("requests a day") && !result.endsWith("USD a month"));

    stop();
    seed("reordered-tool-calls");
    conversed();
    assertThat(toolCalls(returned()).findValuesAsText("tool_call_id"))
        .containsExactly("m-2-tool", "m-1-tool");
  }

  private List<String> contentsAfter(List<String> ids) {
    assertThat(ids).hasSize(4);
    return contents(returned());
  }

  /** A turn whose connection goes after its second piece; what was sent of its answer. */
  private String cutInStream() {
    TestClient client = connect(HERE);
    client.say("m-1", "a text of which the answer has many pieces. ".repeat(15));
    String first = client.await("agent_chunk").get("data").textValue();
    JsonNode second = client.await("agent_chunk");
    assertThat(second.get("last").booleanValue()).isFalse();
    client.close();
    awaitGone();
    await("the turn ends").until(() -> contents(returned()).size() == 2);
    return first + second.get("data").textValue();
  }
}
