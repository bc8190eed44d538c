package dev.holdfast.dialect.holdfast;

import static dev.holdfast.dialect.holdfast.JsonCursor.required;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fields of a message of a history. */
final class MessageFields {

  private @Nullable Long seq;
  private @Nullable String id;
  private @Nullable Role role;
  private @Nullable String content;
  private @Nullable String inReplyTo;
  private int calls;
  private long at = Message.UNTIMED;

  /** Reads the object that the cursor has entered. */
  Message read(JsonCursor json) throws IOException {
    while (json.next()) {
      switch (json.key()) {
        case "seq" -> seq = json.integer();
        case "id" -> id = json.text();
        case "role" -> role = role(json.text());
        case "content" -> content = json.text();
        case "in_reply_to" -> inReplyTo = json.textOrNull();
        case "tool_calls" -> calls = json.smallInteger();
        case "timestamp" -> at = json.millis();
        default -> json.skip();
      }
    }
    return new Message(
        required("history.seq", seq),
        required("history.id", id),
        required("history.role", role),
        required("history.content", content),
        inReplyTo,
        at);
  }

  /** How many tool calls it tells. */
  int calls() {
    return calls;
  }

  private static Role role(String id) {
    return switch (id) {
      case "user" -> Role.USER;
      case "agent" -> Role.AGENT;
      default -> throw new UnreadableJson("history.role must be user or agent, got: another");
    };
  }
}
