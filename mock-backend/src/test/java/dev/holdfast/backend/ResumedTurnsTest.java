package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.store.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns that were in progress when their backend ended are finished by the one that follows. */
class ResumedTurnsTest {
  private static final AgentPace NEVER = new AgentPace(Duration.ofHours(1), Duration.ZERO);

  @TempDir private Path folder = Path.of("");

  @Test
  void finishesInOrderAndOnceWhatWasLeftUnfinished() {
    String token;
    try (TestBackend ended = backend(NEVER)) {
      token = ended.token("u-1");
      TestClient client = ended.connect(token);
      client.say("m-1", "one").say("m-2", "two");
      client.await("message_ack");
      client.await("message_ack");
    }
    try (TestBackend next = backend(AgentPace.INSTANT)) {
      TestClient client = next.connect(token);
      await("both turns are finished").until(() -> ids(client).size() == 4);

      client.turn("m-3", "three");

      assertThat(ids(next.connect(token)))
          .containsExactly("m-1", "m-2", "m-1-answer", "m-2-answer", "m-3", "m-3-answer");
    }
  }

  @Test
  void answersNothingThatAskedForNoAnswer() {
    String token;
    try (TestBackend ended = backend(NEVER)) {
      token = ended.token("u-1");
      TestClient client = ended.connect(token);
      client.send(
          "user_message", "f", "{\"message_id\":\"m-1\",\"content\":\"one\",\"reply\":false}");
      client.await("message_ack");
    }
    try (TestBackend next = backend(AgentPace.INSTANT)) {
      TestClient client = next.connect(token);
      client.turn("m-2", "two");

      assertThat(ids(client)).containsExactly("m-1", "m-2", "m-2-answer");
    }
  }

  private TestBackend backend(AgentPace pace) {
    return new TestBackend(
        options ->
            Options.kept(
                Options.paced(options, pace),
                StoreAddress.parse("file:" + folder.resolve("sessions"))));
  }

  private static List<String> ids(TestClient client) {
    client.send("get_conversation_history", "h", "{}");
    JsonNode answer = client.await("conversation_history");
    return answer.get("history").findValuesAsText("id");
  }
}
