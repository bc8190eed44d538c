package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each defect of mailboxes seen doing its harm, on a real socket. */
class MailDefectsTest extends DefectScenario {

  @Test
  void losesANotificationForGood() {
    seed("lost-notification");
    leftWhileAway("m-1", "normal");

    assertThat(MailTest.notified(returned())).isEmpty();
    assertThat(MailTest.notified(returned())).isEmpty();
    assertInjected("lost-notification", 2);
  }

  @Test
  void sendsAgainWhatWasAcknowledged() {
    seed("doubled-notification");
    leftWhileAway("m-1", "normal");
    TestClient client = returned();
    assertThat(MailTest.notified(client)).containsExactly("m-1");

    client.send("notification_ack", "a", "{\"message_id\":\"m-1\"}");
    assertThat(MailTest.notified(client)).isEmpty();

    assertThat(MailTest.notified(returned())).containsExactly("m-1");
    assertInjected("doubled-notification", 1);
  }

  @Test
  void ignoresPriorities() {
    seed("unordered-notification");
    leftWhileAway("m-1", "low");
    leave("m-2", "critical");

    assertThat(MailTest.notified(returned())).containsExactly("m-1", "m-2");
    assertInjected("unordered-notification", 1);
  }

  @Test
  void ignoresExpiry() {
    seed("stale-notification");
    leftWhileAway("m-1", "normal");
    backend.move(Duration.ofMinutes(6));

    assertThat(MailTest.notified(returned())).containsExactly("m-1");
    assertInjected("stale-notification", 1);
  }

  private void leftWhileAway(String id, String priority) {
    conversed();
    leave(id, priority);
  }

  private void leave(String id, String priority) {
    backend.post(
        "/admin/mailbox/" + session.get("session_id").textValue(),
        "{\"message_id\":\"" + id + "\",\"content\":\"x\",\"priority\":\"" + priority + "\"}");
  }
}
