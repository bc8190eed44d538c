package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left for a session reaches its user on real sockets, whenever that is. */
class MailTest {
  private final TestBackend backend = new TestBackend();
  private final JsonNode session = backend.openSession("u-1");

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void bringsAtOnceWhatIsLeftForWhoIsConnected() {
    TestClient client = connected();

    TestBackend.Reply reply = leave("m-1", "\"priority\":\"high\"");
    JsonNode brought = client.await("notification");

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.body().get("queued").intValue()).isEqualTo(1);
    assertThat(brought.get("message_id").textValue()).isEqualTo("m-1");
    assertThat(brought.get("content").textValue()).isEqualTo("text of m-1");
    assertThat(brought.get("priority").textValue()).isEqualTo("high");
    assertThat(brought.get("queued_at").textValue()).isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void bringsAfterTheGreetingWhatWasLeftForWhoWasAwayTheMostUrgentFirst() {
    away();
    leave("m-1", "\"priority\":\"low\"");
    leave("m-2", "\"priority\":\"normal\"");
    leave("m-3", "\"priority\":\"critical\"");
    leave("m-2", "\"priority\":\"normal\"");

    TestClient client = backend.connect(token());

    List<String> types = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      types.add(client.frame().get("type").textValue());
    }
    assertThat(types).containsExactly("connection_established", "context_status", "notification");
    assertThat(notified(client)).containsExactly("m-2", "m-1");
  }

  @Test
  void bringsAgainWhatWasNotAcknowledgedAndNothingElse() {
    away();
    leave("m-1");
    leave("m-2");
    TestClient client = backend.connect(token());
    assertThat(notified(client)).containsExactly("m-1", "m-2");
    client.send("notification_ack", "a", "{\"message_id\":\"m-1\"}");
    client.send("notification_ack", "a", "{\"message_id\":\"never-left\"}");
    assertThat(client.ask("ping")).isEmpty();
    leave("m-1");
    away(client);

    TestClient back = backend.connect(token());

    assertThat(notified(back)).containsExactly("m-2");
    assertThat(get().get("queued").intValue()).isEqualTo(1);
  }

  @Test
  void bringsNothingToAConnectionThatWasTakenOver() {
    TestClient old = connected();
    TestClient fresh = connected();
    assertThat(old.closeCode()).isEqualTo(4409);

    leave("m-1");

    assertThat(fresh.await("notification").get("message_id").textValue()).isEqualTo("m-1");
    assertThat(old.hasHeard("notification")).isFalse();
  }

  @Test
  void bringsNothingAfterItsTime() {
    away();
    leave("m-1", "\"ttl_ms\":1000");
    leave("m-2");
    backend.move(Duration.ofSeconds(1));

    assertThat(notified(backend.connect(token()))).containsExactly("m-2");
  }

  @Test
  void keepsToTheLimitsThatItWasGiven() {
    away();
    TestBackend.Reply limited =
        backend.put(path(), "{\"capacity\":2,\"overflow\":\"reject\",\"ttl_ms\":5000}");
    leave("m-1");
    leave("m-2");

    TestBackend.Reply refused = leave("m-3");

    assertThat(limited.status()).isEqualTo(200);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("error").textValue()).isEqualTo("mailbox_full");
    assertThat(get().toString())
        .isEqualTo("{\"queued\":2,\"capacity\":2,\"overflow\":\"reject\",\"ttl_ms\":5000}");
    backend.put(path(), "{\"overflow\":\"drop_newest\"}");
    assertThat(leave("m-3").status()).isEqualTo(202);
    assertThat(get().get("queued").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"content\":\"x\"}|message_id must be a string",
        "{\"message_id\":\"m\"}|content must be a string",
        "{\"message_id\":\"\",\"content\":\"x\"}|message_id must have 1 to 256 characters",
        "{\"message_id\":\"m\",\"content\":\"x\",\"priority\":\"urgent\"}"
            + "|priority must be one that docs/protocol.md names",
        "{\"message_id\":\"m\",\"content\":\"x\",\"ttl_ms\":0}|ttl_ms must be 1 to 86400000, got: 0"
      })
  void refusesLettersThatItCannotKeep(String body, String message) {
    connected();

    TestBackend.Reply reply = backend.post(path(), body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().get("message").textValue()).isEqualTo(message);
  }

  @Test
  void refusesATextThatNoMailboxHasRoomFor() {
    connected();

    TestBackend.Reply reply =
        backend.post(path(), "{\"message_id\":\"m\",\"content\":\"" + "x".repeat(8_193) + "\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().get("message").textValue())
        .isEqualTo("content must have at most 8192 characters, got: 8193");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"capacity\":0}|capacity must be 1 to 1000, got: 0",
        "{\"capacity\":1001}|capacity must be 1 to 1000, got: 1001",
        "{\"overflow\":\"burst\"}|overflow must be one that docs/protocol.md names",
        "{\"ttl_ms\":86400001}|ttl_ms must be 1 to 86400000, got: 86400001"
      })
  void refusesLimitsThatItCannotKeepTo(String body, String message) {
    connected();

    TestBackend.Reply reply = backend.put(path(), body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().get("message").textValue()).isEqualTo(message);
  }

  @Test
  void hasNoMailboxForWhoNeverCame() {
    assertThat(leave("m-1").status()).isEqualTo(404);
    assertThat(backend.put(path(), "{}").status()).isEqualTo(404);
    assertThat(backend.get(path()).status()).isEqualTo(404);
  }

  private String token() {
    return session.get("session_token").textValue();
  }

  private String path() {
    return "/admin/mailbox/" + session.get("session_id").textValue();
  }

  private JsonNode get() {
    return backend.get(path()).body();
  }

  private TestBackend.Reply leave(String id, String... further) {
    String more = further.length == 0 ? "" : "," + String.join(",", further);
    return backend.post(
        path(), "{\"message_id\":\"" + id + "\",\"content\":\"text of " + id + "\"" + more + "}");
  }

  private TestClient connected() {
    TestClient client = backend.connect(token());
    client.await("connection_established");
    return client;
  }

  private void away() {
    away(connected());
  }

  private void away(TestClient client) {
    client.close();
    await("the server sees the end")
        .until(
            () ->
                !backend
                    .get("/admin/sessions/" + session.get("session_id").textValue())
                    .body()
                    .get("connected")
                    .booleanValue());
  }

  /** What has been notified by now, in order; a pong tells that nothing more is under way. */
  static List<String> notified(TestClient client) {
    client.send("ping", "p", "{}");
    List<String> ids = new ArrayList<>();
    JsonNode frame = client.frame();
    while (!frame.get("type").textValue().equals("pong")) {
      if (frame.get("type").textValue().equals("notification")) {
        ids.add(frame.get("payload").get("message_id").textValue());
      }
      frame = client.frame();
    }
    return ids;
  }
}
