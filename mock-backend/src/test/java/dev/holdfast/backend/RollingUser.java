package dev.holdfast.backend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A user who talks, turn by turn, and comes back whenever the connection is lost. */
final class RollingUser {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final URI uri;
  private final String token;
  private final List<String> owed = new ArrayList<>();
  private @Nullable TestClient client;
  private int said;
  private int losses;

  RollingUser(URI uri, String token) {
    this.uri = uri;
    this.token = token;
  }

  /** One message, and what comes back by then; or a connection, where there is none. */
  void talk() {
    try {
      TestClient open = client;
      if (open == null || open.closed()) {
        client = connected();
        return;
      }
      open.say("m-" + said++, "text");
      await("an answer, or the end")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> open.closed() || open.unread() > 0);
      note(open);
    } catch (CompletionException e) {
      // Cut in the middle, or nobody there yet: the next time tells.
    }
  }

  /** How often the connection was lost. */
  int losses() {
    return losses;
  }

  /** How many messages and answers it was promised. */
  int owed() {
    return owed.size();
  }

  /** What was promised and is not there exactly once. */
  List<String> missing() {
    TestClient last = connected();
    last.send("get_conversation_history", "q", "{}");
    List<String> there = last.await("conversation_history").get("history").findValuesAsText("id");
    return owed.stream().filter(id -> there.stream().filter(id::equals).count() != 1).toList();
  }

  private TestClient connected() {
    TestClient before = client;
    if (before != null) {
      note(before);
      losses++;
    }
    TestClient next = TestClient.connect(uri, token);
    next.await("connection_established");
    return next;
  }

  private void note(TestClient from) {
    for (JsonNode frame : from.read()) {
      String type = frame.get("type").textValue();
      if (type.equals("message_ack") || type.equals("agent_response")) {
        owed.add(frame.get("payload").get("message_id").textValue());
      }
    }
  }
}
