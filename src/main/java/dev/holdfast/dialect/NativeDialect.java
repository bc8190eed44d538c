package dev.holdfast.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.continuity.Memory;
import dev.holdfast.continuity.Message;
import dev.holdfast.continuity.Scalar;
import dev.holdfast.continuity.ServerEvent;
import dev.holdfast.continuity.ToolCall;
import dev.holdfast.continuity.Workflow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of {@code docs/protocol.md}, which the mock backend speaks.
 *
 * <p>It is strict: a frame that lacks a field which the protocol requires is {@code Unreadable};
 * unknown fields are passed over. Immutable, and safe for many threads.
 */
public final class NativeDialect implements Dialect {

  private static final JsonText.Fields NOTHING = json -> {};
  private static final OptionalInt TAKEN_OVER = OptionalInt.of(4409);
  private static final OptionalInt TOKEN_INVALID = OptionalInt.of(4401);

  @Override
  public String userMessage(
      String frameId, String messageId, String content, Memory memory, boolean reply) {
    return JsonText.frame(
        "user_message",
        frameId,
        json -> {
          json.writeStringField("message_id", messageId);
          json.writeStringField("content", content);
          if (memory.size() > 0) {
            json.writeObjectFieldStart("memory");
            entries(json, "user_preferences", memory.preferences());
            entries(json, "variables", memory.variables());
            json.writeEndObject();
          }
          if (!reply) {
            json.writeBooleanField("reply", false);
          }
        });
  }

  @Override
  public String history(String frameId) {
    return JsonText.frame("get_conversation_history", frameId, NOTHING);
  }

  @Override
  public String context(String frameId) {
    return JsonText.frame("get_agent_context", frameId, NOTHING);
  }

  @Override
  public String contextCheck(String frameId) {
    return JsonText.frame("context_check", frameId, NOTHING);
  }

  @Override
  public String resumeTurn(String frameId, String turn, int next) {
    return JsonText.frame(
        "resume_turn",
        frameId,
        json -> {
          json.writeStringField("turn", turn);
          json.writeNumberField("next_sequence_num", next);
        });
  }

  @Override
  public String tokenRefresh(String frameId, String token) {
    return JsonText.frame("token_refresh", frameId, json -> json.writeStringField("token", token));
  }

  @Override
  public String notificationAck(String frameId, String messageId) {
    return JsonText.frame(
        "notification_ack", frameId, json -> json.writeStringField("message_id", messageId));
  }

  @Override
  public String ping(String frameId) {
    return JsonText.frame("ping", frameId, NOTHING);
  }

  @Override
  public Frame read(String text) {
    try {
      return read(text, null);
    } catch (UnreadableJson e) {
      return new Frame(null, new ServerEvent.Unreadable(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return new Frame(null, new ServerEvent.Unreadable("the frame must be JSON"));
    }
  }

  /**
   * Reads a frame in one pass, in which the type stands before the payload; where it stands after,
   * in a second pass that knows it.
   */
  private static Frame read(String text, @Nullable String knownType) throws IOException {
    String type = knownType;
    String id = null;
    ServerEvent event = null;
    boolean payload = false;
    try (JsonCursor json = new JsonCursor(text)) {
      json.begin();
      while (json.next()) {
        switch (json.key()) {
          case "type" -> type = json.text();
          case "id" -> id = json.textOrNull();
          case "payload" -> {
            payload = true;
            if (type == null) {
              json.skip();
            } else {
              event = NativeFrames.payload(type, json);
            }
          }
          default -> json.skip();
        }
      }
      json.end();
    }
    if (event != null) {
      return new Frame(id, event);
    }
    String told = NativeFrames.required("type", type);
    return payload ? read(text, told) : new Frame(id, withoutPayload(told));
  }

  private static ServerEvent withoutPayload(String type) throws IOException {
    try (JsonCursor nothing = new JsonCursor("{}")) {
      nothing.begin();
      return NativeFrames.payload(type, nothing);
    }
  }

  @Override
  public OptionalInt takeoverCloseCode() {
    return TAKEN_OVER;
  }

  @Override
  public OptionalInt revokedCloseCode() {
    return TOKEN_INVALID;
  }

  @Override
  public String socketPath() {
    return "/ws";
  }

  @Override
  public String sessionPath() {
    return "/auth/sessions";
  }

  @Override
  public String sessionRequest(
      String userId, Map<String, String> credentials, OptionalLong ttlSeconds) {
    return JsonText.object(
        json -> {
          json.writeStringField("user_id", userId);
          for (Map.Entry<String, String> each : credentials.entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
          }
          if (ttlSeconds.isPresent()) {
            json.writeNumberField("ttl_seconds", ttlSeconds.getAsLong());
          }
        });
  }

  @Override
  public SessionGrant readSession(String body) {
    return NativeBodies.session(body);
  }

  @Override
  public String refreshPath() {
    return "/auth/refresh";
  }

  @Override
  public String refreshRequest(String refreshToken) {
    return JsonText.object(json -> json.writeStringField("refresh_token", refreshToken));
  }

  @Override
  public String introspectPath() {
    return "/auth/introspect";
  }

  @Override
  public String introspectRequest(String token) {
    return JsonText.object(json -> json.writeStringField("token", token));
  }

  @Override
  public TokenStatus readTokenStatus(String body) {
    return NativeBodies.tokenStatus(body);
  }

  @Override
  public String revokePath() {
    return "/auth/revoke";
  }

  @Override
  public String revokeRequest(String token) {
    return JsonText.object(json -> json.writeStringField("token", token));
  }

  @Override
  public String historyDigest(List<Message> history) {
    return NativeDigests.history(history);
  }

  @Override
  public String contextDigest(Memory memory, Workflow workflow, List<ToolCall> toolCalls) {
    return NativeDigests.context(memory, workflow, toolCalls);
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
