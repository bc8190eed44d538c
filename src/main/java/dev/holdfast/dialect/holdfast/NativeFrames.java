package dev.holdfast.dialect.holdfast;

import static dev.holdfast.dialect.holdfast.JsonCursor.required;

import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the payloads of the native dialect's server frames, each type in its own method. */
final class NativeFrames {

  private NativeFrames() {}

  /**
   * Reads the payload that the cursor stands on; the type was read before.
   *
   * @param reading takes in the messages of a history
   */
  static ServerEvent payload(String type, JsonCursor json, HistoryReading reading)
      throws IOException {
    json.enter();
    return switch (type) {
      case "connection_established" -> established(json);
      case "context_status" -> status(json);
      case "message_ack" -> acked(json);
      case "agent_chunk" -> chunk(json);
      case "tool_call" -> toolCalled(json);
      case "agent_response" -> NativeContext.answered(json);
      case "conversation_history" -> history(json, reading);
      case "agent_context" -> NativeContext.context(json);
      case "context_check_result" -> checked(json);
      case "token_refreshed" -> ignoring(json, new ServerEvent.TokenAccepted());
      case "notification" -> notified(json);
      case "server_shutdown" -> shutdown(json);
      case "error" -> refused(json);
      case "pong" -> ignoring(json, new ServerEvent.Pong());
      default -> throw unknown(type);
    };
  }

  static UnreadableJson unknown(String type) {
    String shown = type.length() <= 40 ? type : type.substring(0, 40) + "…";
    return new UnreadableJson("type must be one of the protocol's, got: '" + shown + "'");
  }

  private static ServerEvent established(JsonCursor json) throws IOException {
    String session = null;
    Boolean recognised = null;
    Boolean passed = null;
    Boolean available = null;
    boolean moved = false;
    Long version = null;
    while (json.next()) {
      switch (json.key()) {
        case "session_id" -> session = json.text();
        case "session_recognized" -> recognised = json.flag();
        case "security_checks_passed" -> passed = json.flag();
        case "context_available" -> available = json.flag();
        case "location_change_detected" -> moved = json.flag();
        case "version" -> version = json.integer();
        default -> json.skip();
      }
    }
    return new ServerEvent.Established(
        required("session_id", session),
        required("session_recognized", recognised),
        required("security_checks_passed", passed),
        required("context_available", available),
        moved,
        required("version", version));
  }

  private static ServerEvent status(JsonCursor json) throws IOException {
    Boolean preserved = null;
    double rate = -1;
    GapClass gapClass = null;
    String warning = null;
    Boolean expired = null;
    Boolean clean = null;
    while (json.next()) {
      switch (json.key()) {
        case "context_preserved" -> preserved = json.flag();
        case "preservation_rate" -> rate = json.number();
        case "disconnection_type" -> gapClass = gapClass(json.text());
        case "warning" -> warning = json.textOrNull();
        case "context_expired" -> expired = json.flag();
        case "clean_session_started" -> clean = json.flag();
        default -> json.skip();
      }
    }
    if (!(rate >= 0 && rate <= 1)) {
      throw new UnreadableJson("preservation_rate must be 0 to 1, got: " + rate);
    }
    return new ServerEvent.Status(
        required("context_preserved", preserved),
        rate,
        gapClass,
        warning,
        required("context_expired", expired),
        required("clean_session_started", clean));
  }

  private static ServerEvent acked(JsonCursor json) throws IOException {
    String id = null;
    Long seq = null;
    Long version = null;
    while (json.next()) {
      switch (json.key()) {
        case "message_id" -> id = json.text();
        case "seq" -> seq = json.integer();
        case "version" -> version = json.integer();
        default -> json.skip();
      }
    }
    return new ServerEvent.Acked(
        required("message_id", id), required("seq", seq), required("version", version));
  }

  private static ServerEvent chunk(JsonCursor json) throws IOException {
    String turn = null;
    Integer number = null;
    String data = null;
    ServerEvent.Chunk.Then then = ServerEvent.Chunk.Then.UNTOLD;
    while (json.next()) {
      switch (json.key()) {
        case "turn" -> turn = json.text();
        case "sequence_num" -> number = json.smallInteger();
        case "data" -> data = json.text();
        case "last" ->
            then = json.flag() ? ServerEvent.Chunk.Then.END : ServerEvent.Chunk.Then.MORE;
        default -> json.skip();
      }
    }
    return new ServerEvent.Chunk(
        required("turn", turn), required("sequence_num", number), required("data", data), then);
  }

  private static ServerEvent toolCalled(JsonCursor json) throws IOException {
    NativeContext.CallFields call = new NativeContext.CallFields();
    Long version = null;
    while (json.next()) {
      if (json.key().equals("version")) {
        version = json.integer();
      } else {
        call.read(json);
      }
    }
    ToolCall called = call.toolCall();
    return new ServerEvent.ToolCalled(called, required("version", version));
  }

  private static ServerEvent history(JsonCursor json, HistoryReading reading) throws IOException {
    List<Message> messages = null;
    Long version = null;
    while (json.next()) {
      switch (json.key()) {
        case "history" -> messages = reading.messages(json);
        case "version" -> version = json.integer();
        default -> json.skip();
      }
    }
    return new ServerEvent.History(
        required("history", messages), required("version", version), reading.callsMade());
  }

  private static ServerEvent checked(JsonCursor json) throws IOException {
    Long version = null;
    Integer count = null;
    String history = null;
    String context = null;
    Boolean recognised = null;
    while (json.next()) {
      switch (json.key()) {
        case "version" -> version = json.integer();
        case "message_count" -> count = json.smallInteger();
        case "history_digest" -> history = json.text();
        case "context_digest" -> context = json.text();
        case "session_recognized" -> recognised = json.flag();
        default -> json.skip();
      }
    }
    return new ServerEvent.Checked(
        required("version", version),
        required("message_count", count),
        required("history_digest", history),
        required("context_digest", context),
        required("session_recognized", recognised));
  }

  private static ServerEvent notified(JsonCursor json) throws IOException {
    String id = null;
    String content = null;
    while (json.next()) {
      switch (json.key()) {
        case "message_id" -> id = json.text();
        case "content" -> content = json.text();
        default -> json.skip();
      }
    }
    return new ServerEvent.Notified(required("message_id", id), required("content", content));
  }

  private static ServerEvent shutdown(JsonCursor json) throws IOException {
    String reason = "";
    while (json.next()) {
      if (json.key().equals("reason")) {
        reason = json.text();
      } else {
        json.skip();
      }
    }
    return new ServerEvent.ShutdownAnnounced(reason);
  }

  private static ServerEvent refused(JsonCursor json) throws IOException {
    String code = null;
    String message = "";
    while (json.next()) {
      switch (json.key()) {
        case "code" -> code = json.text();
        case "message" -> message = json.text();
        default -> json.skip();
      }
    }
    return new ServerEvent.Refused(required("code", code), message);
  }

  private static ServerEvent ignoring(JsonCursor json, ServerEvent event) throws IOException {
    while (json.next()) {
      json.skip();
    }
    return event;
  }

  private static @Nullable GapClass gapClass(String id) {
    for (GapClass gapClass : GapClass.values()) {
      if (gapClass.id().equals(id)) {
        return gapClass;
      }
    }
    return null;
  }
}
