package dev.holdfast.backend.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.ScalarValue;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of any payload, read before the frame's type may be known. */
final class PayloadFields {
  private static final int MAX_MESSAGE_ID_CHARS = 256;

  private @Nullable String messageId;
  private @Nullable String content;
  private @Nullable String token;
  private AgentMemory memory = AgentMemory.EMPTY;
  private boolean reply = true;
  private long afterSeq;
  private @Nullable String turn;
  private long next = -1;
  private @Nullable String refusal;

  /** Notes why the frame cannot be accepted; the first reason is the one told. */
  void refuse(String reason) {
    if (refusal == null) {
      refusal = reason;
    }
  }

  void read(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      refuse("payload must be an object");
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      field(parser, parser.currentName(), parser.nextToken());
    }
  }

  private void field(JsonParser parser, String name, JsonToken value) throws IOException {
    switch (name) {
      case "message_id" -> messageId = text(parser, name, value);
      case "content" -> content = text(parser, name, value);
      case "token" -> token = text(parser, name, value);
      case "reply" -> readReply(parser, value);
      case "after_seq" -> afterSeq = wholeNumber(parser, name, value);
      case "turn" -> turn = text(parser, name, value);
      case "next_sequence_num" -> next = wholeNumber(parser, name, value);
      case "memory" -> readMemory(parser, value);
      default -> parser.skipChildren();
    }
  }

  ClientFrame toFrame(String type, @Nullable String id) throws FrameException {
    ClientFrame frame =
        switch (type) {
          case "user_message" -> userMessage(id);
          case "get_conversation_history" -> new ClientFrame.GetConversationHistory(id, afterSeq);
          case "get_agent_context" -> new ClientFrame.GetAgentContext(id);
          case "context_check" -> new ClientFrame.ContextCheck(id);
          case "resume_turn" -> resumeTurn(id);
          case "token_refresh" -> new ClientFrame.TokenRefresh(id, required(id, "token", token));
          case "notification_ack" ->
              new ClientFrame.NotificationAck(id, required(id, "message_id", messageId));
          case "ping" -> new ClientFrame.Ping(id);
          default -> throw unknown(id);
        };
    if (refusal != null) {
      throw invalid(id, refusal);
    }
    return frame;
  }

  private ClientFrame userMessage(@Nullable String id) throws FrameException {
    String known = required(id, "message_id", messageId);
    if (known.isEmpty() || known.length() > MAX_MESSAGE_ID_CHARS) {
      throw invalid(id, "message_id must have 1 to " + MAX_MESSAGE_ID_CHARS + " characters");
    }
    return new ClientFrame.UserMessage(id, known, required(id, "content", content), memory, reply);
  }

  private ClientFrame resumeTurn(@Nullable String id) throws FrameException {
    String known = required(id, "turn", turn);
    if (next < 0) {
      throw invalid(id, refusal != null ? refusal : "next_sequence_num is missing");
    }
    return new ClientFrame.ResumeTurn(id, known, (int) Math.min(next, Integer.MAX_VALUE));
  }

  private String required(@Nullable String id, String name, @Nullable String value)
      throws FrameException {
    if (value == null) {
      throw invalid(id, refusal != null ? refusal : name + " is missing");
    }
    return value;
  }

  private static FrameException invalid(@Nullable String id, String reason) {
    return new FrameException(ErrorCode.INVALID_PAYLOAD, id, reason);
  }

  private static FrameException unknown(@Nullable String id) {
    return new FrameException(
        ErrorCode.UNKNOWN_TYPE,
        id,
        "type must be one of user_message, get_conversation_history, get_agent_context,"
            + " context_check, resume_turn, token_refresh, notification_ack, ping");
  }

  private @Nullable String text(JsonParser parser, String name, JsonToken value)
      throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return kept(name, parser.getText());
    }
    parser.skipChildren();
    refuse(name + " must be a text");
    return null;
  }

  /** A text that can be stored and told as it is, and whose digest no other text can have. */
  private String kept(String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == WireDigests.US || next == WireDigests.RS) {
        refuse(name + " must be without U+001E and U+001F");
      } else if (Character.isSurrogate(next)) {
        if (!Character.isSurrogatePair(next, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
          refuse(name + " must be without half of a surrogate pair");
          return text;
        }
        i++;
      }
    }
    return text;
  }

  private void readReply(JsonParser parser, JsonToken value) throws IOException {
    if (value.isBoolean()) {
      reply = value == JsonToken.VALUE_TRUE;
    } else {
      parser.skipChildren();
      refuse("reply must be true or false");
    }
  }

  private long wholeNumber(JsonParser parser, String name, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && parser.getLongValue() >= 0) {
      return parser.getLongValue();
    }
    parser.skipChildren();
    refuse(name + " must be a whole number from 0");
    return 0;
  }

  private void readMemory(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      refuse("memory must be an object");
      return;
    }
    Map<String, ScalarValue> preferences = Map.of();
    Map<String, ScalarValue> variables = Map.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken inner = parser.nextToken();
      switch (name) {
        case "user_preferences" -> preferences = scalars(parser, name, inner);
        case "variables" -> variables = scalars(parser, name, inner);
        default -> parser.skipChildren();
      }
    }
    memory = new AgentMemory(preferences, variables);
  }

  private Map<String, ScalarValue> scalars(JsonParser parser, String name, JsonToken value)
      throws IOException {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      refuse(name + " must be an object");
      return Map.of();
    }
    Map<String, ScalarValue> entries = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken inner = parser.nextToken();
      if (inner.isScalarValue()) {
        String text = kept("a value of " + name, parser.getText());
        entries.put(
            kept("a key of " + name, key), new ScalarValue(text, inner == JsonToken.VALUE_STRING));
      } else {
        parser.skipChildren();
        refuse("values of " + name + " must be texts, numbers, true, false or null");
      }
    }
    return entries;
  }
}
