package dev.holdfast.dialect.holdfast;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Scalar;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.UserMessage;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Speaks for one session in the native dialect. It numbers its frames, and keeps the history that
 * it was told last so as not to read it again: the token alone names the session.
 *
 * <p>It is strict: a frame that lacks a field which the protocol requires is {@code Unreadable};
 * unknown fields are passed over.
 */
final class NativeSession implements DialectSession {

  private static final JsonText.Fields NOTHING = json -> {};

  private final KnownHistory known = new KnownHistory();
  private int frames;

  @Override
  public Opening opening(String token) {
    return new Opening("", Map.of("Authorization", "Bearer " + token));
  }

  @Override
  public Payload say(UserMessage message) {
    return frame(
        "user_message",
        json -> {
          json.writeStringField("message_id", message.id());
          json.writeStringField("content", message.content());
          Memory memory = message.memory();
          if (memory.size() > 0) {
            json.writeObjectFieldStart("memory");
            entries(json, "user_preferences", memory.preferences());
            entries(json, "variables", memory.variables());
            json.writeEndObject();
          }
          if (!message.reply()) {
            json.writeBooleanField("reply", false);
          }
        });
  }

  @Override
  public Payload history() {
    return frame("get_conversation_history", NOTHING);
  }

  @Override
  public Payload context() {
    return frame("get_agent_context", NOTHING);
  }

  @Override
  public Payload contextCheck() {
    return frame("context_check", NOTHING);
  }

  @Override
  public Payload resumeTurn(String turn, int next) {
    return frame(
        "resume_turn",
        json -> {
          json.writeStringField("turn", turn);
          json.writeNumberField("next_sequence_num", next);
        });
  }

  @Override
  public Payload tokenRefresh(String token) {
    return frame("token_refresh", json -> json.writeStringField("token", token));
  }

  @Override
  public Payload notificationAck(String messageId) {
    return frame("notification_ack", json -> json.writeStringField("message_id", messageId));
  }

  @Override
  public Payload ping() {
    return frame("ping", NOTHING);
  }

  @Override
  public Received read(Payload frame) {
    if (frame instanceof Payload.Text text) {
      return Received.of(read(text.text()));
    }
    return Received.of(new ServerEvent.Unreadable("the frame must be text, got: a binary one"));
  }

  private ServerEvent read(String text) {
    try {
      if (!KnownHistory.isUsual(text)) {
        return read(HistoryReading.whole(text), null);
      }
      HistoryReading reading = known.begin(text);
      ServerEvent event = read(reading, null);
      if (event instanceof ServerEvent.History history) {
        known.told(text, reading, history.messages());
      }
      return event;
    } catch (UnreadableJson e) {
      return new ServerEvent.Unreadable(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new ServerEvent.Unreadable("the frame must be JSON");
    }
  }

  /**
   * Reads a frame in one pass, in which the type stands before the payload; where it stands after,
   * in a second pass that knows it.
   */
  private static ServerEvent read(HistoryReading reading, @Nullable String knownType)
      throws IOException {
    String type = knownType;
    ServerEvent event = null;
    boolean payload = false;
    try (JsonCursor json = new JsonCursor(reading.text())) {
      json.begin();
      while (json.next()) {
        switch (json.key()) {
          case "type" -> type = json.text();
          case "id" -> json.textOrNull();
          case "payload" -> {
            payload = true;
            if (type == null) {
              json.skip();
            } else {
              event = NativeFrames.payload(type, json, reading);
            }
          }
          default -> json.skip();
        }
      }
      json.end();
    }
    if (event != null) {
      return event;
    }
    String told = JsonCursor.required("type", type);
    return payload ? read(reading, told) : withoutPayload(told);
  }

  private static ServerEvent withoutPayload(String type) throws IOException {
    try (JsonCursor nothing = new JsonCursor("{}")) {
      nothing.begin();
      return NativeFrames.payload(type, nothing, HistoryReading.whole("{}"));
    }
  }

  private Payload frame(String type, JsonText.Fields fields) {
    frames++;
    return Payload.of(JsonText.frame(type, "f-" + frames, fields));
  }

  private static void entries(JsonGenerator json, String name, Map<String, String> entries)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      Scalar value = Scalar.of(entry.getValue());
      json.writeFieldName(entry.getKey());
      if (value.quoted()) {
        json.writeString(value.text());
      } else {
        // A number keeps its digits: 1.10 is said as 1.10.
        json.writeRawValue(value.text());
      }
    }
    json.writeEndObject();
  }
}
