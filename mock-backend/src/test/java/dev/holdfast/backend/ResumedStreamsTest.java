package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.store.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer whose stream was cut is taken up at any piece, on another connection. */
class ResumedStreamsTest {
  private static final String LONG = "a text that makes an answer of many pieces; ".repeat(20);

  /** The pieces of a turn as they came on one connection, and its end. */
  private record Stream(List<Integer> numbers, String text, List<String> after, JsonNode end) {}

  @TempDir private Path folder = Path.of("");

  @Test
  void givesTheRestOfATurnThatWasFinishedMeanwhile() {
    try (TestBackend backend = paced(Duration.ZERO)) {
      String token = backend.token("u-1");
      TestClient first = backend.connect(token);
      first.say("m-1", LONG);
      Stream whole = stream(first, "f-m-1");
      first.turn("m-2", "another");
      first.abort();

      TestClient client = returned(backend, token);
      Stream rest = resumed(client, "m-1", 7);

      int pieces = whole.numbers().size();
      assertThat(rest.numbers()).first().isEqualTo(7);
      assertThat(rest.numbers()).hasSize(pieces - 7).last().isEqualTo(pieces - 1);
      assertThat(whole.text()).endsWith(rest.text());
      assertThat(rest.after()).containsExactly("tool_call", "agent_response");
      assertThat(rest.end().get("content").textValue()).isEqualTo(whole.text());
      assertThat(rest.end().get("seq")).isEqualTo(whole.end().get("seq"));
      assertThat(rest.end().get("version").longValue()).as("as it is now").isEqualTo(4);
      assertThat(resumed(client, "m-1", pieces).numbers()).as("only the end").isEmpty();
      assertThat(client.ask("get_conversation_history").get("history")).hasSize(4);
    }
  }

  @Test
  void goesOnWithATurnThatIsInProgressAndWithTheOneBehindIt() {
    try (TestBackend backend = paced(Duration.ofMillis(20))) {
      String token = backend.token("u-1");
      TestClient first = backend.connect(token);
      first.say("m-1", LONG);
      first.say("m-2", LONG);
      StringBuilder seen = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        seen.append(first.await("agent_chunk").get("data").textValue());
      }
      first.abort();

      TestClient client = returned(backend, token);
      resume(client, "m-1", 3);
      resume(client, "m-2", 0);
      Stream one = stream(client, "r-m-1");
      Stream two = stream(client, "r-m-2");

      assertThat(one.numbers()).startsWith(3, 4, 5).doesNotHaveDuplicates().isSorted();
      assertThat(seen + one.text()).isEqualTo(one.end().get("content").textValue());
      assertThat(two.numbers()).startsWith(0, 1, 2).doesNotHaveDuplicates().isSorted();
      assertThat(two.text()).isEqualTo(two.end().get("content").textValue());
      assertThat(contents(client)).contains(seen + one.text(), two.text());
    }
  }

  @Test
  void aConnectionThatWasTakenOverHearsNoMore() {
    try (TestBackend backend = paced(Duration.ofMillis(20))) {
      String token = backend.token("u-1");
      TestClient old = backend.connect(token);
      old.say("m-1", LONG);
      old.await("agent_chunk");

      TestClient client = returned(backend, token);
      resume(client, "m-1", 0);
      assertThat(old.closeCode()).isEqualTo(4409);
      old.read();
      Stream whole = stream(client, "r-m-1");

      assertThat(whole.numbers()).startsWith(0, 1, 2).doesNotHaveDuplicates().isSorted();
      assertThat(old.unread()).isZero();
    }
  }

  @Test
  void goesOnWithTheSameTextAfterItsBackendIsGone() {
    String token;
    StringBuilder seen = new StringBuilder();
    try (TestBackend ended = kept(new AgentPace(Duration.ZERO, Duration.ofMillis(500)))) {
      token = ended.token("u-1");
      TestClient client = ended.connect(token);
      client.say("m-1", LONG);
      for (int i = 0; i < 2; i++) {
        seen.append(client.await("agent_chunk").get("data").textValue());
      }
    }
    try (TestBackend next = kept(new AgentPace(Duration.ofMillis(50), Duration.ofMillis(1)))) {
      TestClient client = returned(next, token);
      Stream rest = resumed(client, "m-1", 2);

      assertThat(rest.numbers()).first().isEqualTo(2);
      assertThat(seen + rest.text()).isEqualTo(rest.end().get("content").textValue());
      assertThat(contents(client)).containsExactly(LONG, seen + rest.text());
    }
  }

  @Test
  void knowsNoTurnThatWasNeverAskedForAnAnswer() {
    try (TestBackend backend = paced(Duration.ZERO)) {
      TestClient client = backend.connect(backend.token("u-1"));
      client.await("connection_established");
      client.send("user_message", "f", "{\"message_id\":\"m\",\"content\":\"c\",\"reply\":false}");
      client.await("message_ack");

      resume(client, "m", 0);
      assertThat(client.frame().toString())
          .contains("\"id\":\"r-m\"", "\"code\":\"not_found\"", "the session has no such turn");
      resume(client, "unknown", 0);
      assertThat(client.next().get("code").textValue()).isEqualTo("not_found");
      assertThat(client.ask("ping")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{\"next_sequence_num\":1}|turn is missing",
        "{\"turn\":\"m\"}|next_sequence_num is missing",
        "{\"turn\":\"m\",\"next_sequence_num\":-1}|next_sequence_num must be a whole number from 0",
        "{\"turn\":\"m\",\"next_sequence_num\":\"1\"}|next_sequence_num must be a whole number",
        "{\"turn\":7,\"next_sequence_num\":1}|turn must be a text"
      })
  void refusesWhatIsNoPlaceInAStream(String payload, String message) {
    try (TestBackend backend = paced(Duration.ZERO)) {
      TestClient client = backend.connect(backend.token("u-1"));
      client.await("connection_established");

      client.send("resume_turn", "r", payload);

      assertThat(client.next().toString()).contains("\"code\":\"invalid_payload\"", message);
    }
  }

  private static void resume(TestClient client, String turn, int next) {
    client.send(
        "resume_turn",
        "r-" + turn,
        "{\"turn\":\"" + turn + "\",\"next_sequence_num\":" + next + "}");
  }

  private static Stream resumed(TestClient client, String turn, int next) {
    resume(client, turn, next);
    return stream(client, "r-" + turn);
  }

  /** All that answers a frame, up to the end of its turn. */
  private static Stream stream(TestClient client, String id) {
    List<Integer> numbers = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    List<String> after = new ArrayList<>();
    JsonNode frame = client.frame();
    while (true) {
      String type = frame.get("type").textValue();
      JsonNode payload = frame.get("payload");
      if (id.equals(frame.path("id").asText()) && type.equals("agent_chunk")) {
        numbers.add(payload.get("sequence_num").intValue());
        text.append(payload.get("data").textValue());
      } else if (id.equals(frame.path("id").asText()) && !type.equals("message_ack")) {
        after.add(type);
      }
      if (type.equals("agent_response") && id.equals(frame.path("id").asText())) {
        return new Stream(numbers, text.toString(), after, payload);
      }
      frame = client.frame();
    }
  }

  private static TestClient returned(TestBackend backend, String token) {
    TestClient client = backend.connect(token);
    client.await("context_status");
    return client;
  }

  private static List<String> contents(TestClient client) {
    return client.ask("get_conversation_history").get("history").findValuesAsText("content");
  }

  private static TestBackend paced(Duration chunkDelay) {
    return new TestBackend(
        options -> Options.paced(options, new AgentPace(Duration.ZERO, chunkDelay)));
  }

  private TestBackend kept(AgentPace pace) {
    return new TestBackend(
        options ->
            Options.kept(
                Options.paced(options, pace),
                StoreAddress.parse("file:" + folder.resolve("sessions"))));
  }
}
