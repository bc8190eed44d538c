package dev.holdfast.backend.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.backend.mailbox.Notification;
import java.io.IOException;

/** Something that was left for the session, perhaps while its user was away. */
public record Notified(Notification notification) implements ServerFrame {
  @Override
  public String type() {
    return "notification";
  }

  @Override
  public void writePayload(JsonGenerator json) throws IOException {
    json.writeStringField("message_id", notification.messageId());
    json.writeStringField("content", notification.content());
    json.writeStringField("priority", notification.priority().id());
    json.writeStringField("queued_at", notification.queuedAt().toString());
  }
}
