package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Each defect of what is told beside the context seen doing its harm, on a real socket. */
class ToldDefectsTest extends DefectScenario {

  private static JsonNode history(TestClient client) {
    return client.ask("get_conversation_history").get("history");
  }

  private static String ofContext(TestClient client, String field) {
    return client.ask("get_agent_context").get("context").get(field).textValue();
  }

  private JsonNode greeting(String ip) {
    return connect(ip).await("connection_established");
  }

  private JsonNode status() {
    return connect(HERE).await("context_status");
  }

  @Test
  void checksAnotherHistoryThanTheOneThatIsServed() {
    seed("lying-check");
    TestClient first = connect(HERE);
    first.turn("m-1", "one");
    JsonNode honest = first.ask("context_check");
    first.close();
    awaitGone();

    JsonNode check = returned().ask("context_check");

    assertThat(check.get("history_digest")).isNotEqualTo(honest.get("history_digest"));
    assertThat(check.get("message_count")).isEqualTo(honest.get("message_count"));
    assertThat(check.get("version")).isEqualTo(honest.get("version"));
    assertInjected("lying-check", 1);
  }

  @Test
  void checksAKnownSessionAsAStrangers() {
    seed("stranger-check");
    conversed();

    assertThat(returned().ask("context_check").get("session_recognized").booleanValue()).isFalse();
  }

  @Test
  void neverAnswersACheck() {
    seed("unanswered-check");
    conversed();
    TestClient client = returned();

    client.send("context_check", "f-check", "{}");

    assertThat(client.ask("ping")).isEmpty();
    assertThat(client.hasHeard("context_check_result")).isFalse();
  }

  @Test
  void answersAnotherQuestion() {
    seed("another-question");
    conversed();

    assertThat(history(returned()).findValuesAsText("in_reply_to")).containsExactly("m-2", "m-2");
  }

  @Test
  void rewritesATimestampThatWasShown() {
    seed("rewritten-timestamp");
    conversed();
    JsonNode shown = history(returned());

    JsonNode again = history(returned());

    assertThat(again.get(0).get("timestamp")).isNotEqualTo(shown.get(0).get("timestamp"));
    assertThat(again.get(1)).isEqualTo(shown.get(1));
    assertInjected("rewritten-timestamp", 1);
  }

  @Test
  void rewritesTheBeginningOfTheContext() {
    seed("rewritten-creation");
    conversed();
    String shown = ofContext(returned(), "created_at");

    assertThat(ofContext(returned(), "created_at")).isNotEqualTo(shown);
  }

  @Test
  void saysThatTheContextIsAnothers() {
    seed("another-user");
    texts(backend, "m-1", "one");
    conversed();

    assertThat(ofContext(returned(), "user_id")).isEqualTo("u-honest");
  }

  @Test
  void tellsHalfOfTheShareThatIsKept() {
    seed("wrong-rate");
    conversed();

    assertThat(status().get("preservation_rate").doubleValue()).isEqualTo(0.5);
  }

  @Test
  void tellsAnotherClassOfGap() {
    seed("wrong-gap-class");
    conversed();

    assertThat(status().get("disconnection_type").textValue()).isEqualTo("extended");
  }

  @Test
  void doesNotNoticeAMove() {
    seed("unnoticed-move");
    conversed();

    assertThat(greeting(THERE).get("location_change_detected").booleanValue()).isFalse();
    assertInjected("unnoticed-move", 1);
  }

  @Test
  void inventsAMove() {
    seed("invented-move");
    conversed();

    assertThat(greeting(HERE).get("location_change_detected").booleanValue()).isTrue();
  }

  @Test
  void takesASessionOverWithoutSayingSo() {
    seed("unexplained-takeover");
    TestClient old = connect(HERE);
    old.await("connection_established");

    status();

    await("the old connection is closed").until(old::closed);
    assertThat(old.closeCode()).isEqualTo(1000);
  }

  @Test
  void servesBothOfTwoConnectionsAtOnce() {
    seed("race-serves-both");
    TestClient one = connect(HERE);
    one.await("connection_established");
    TestClient other = connect(HERE);
    other.await("context_status");

    assertThat(one.ask("ping")).isEmpty();
    assertThat(other.ask("ping")).isEmpty();
    assertInjected("race-serves-both", 1);
  }
}
