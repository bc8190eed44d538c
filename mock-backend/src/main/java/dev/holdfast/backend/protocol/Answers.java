package dev.holdfast.backend.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import java.io.IOException;
import java.time.Instant;

/** The frames that answer a client's frame at once. */
public final class Answers {
  private Answers() {}

  /** The message is safe. */
  public record MessageAck(String messageId, long seq, long version) implements ServerFrame {
    @Override
    public String type() {
      return "message_ack";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeStringField("message_id", messageId);
      json.writeNumberField("seq", seq);
      json.writeNumberField("version", version);
    }
  }

  /** The messages of a context that stand above a place, 0 for all. */
  public record ConversationHistory(AgentContext context, long afterSeq) implements ServerFrame {
    @Override
    public String type() {
      return "conversation_history";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeArrayFieldStart("history");
      for (StoredMessage message : context.history()) {
        if (message.seq() > afterSeq) {
          ContextJson.message(json, message);
        }
      }
      json.writeEndArray();
      json.writeNumberField("version", context.version());
    }
  }

  /** All of a context but its history. */
  public record AgentContextShown(AgentContext context) implements ServerFrame {
    @Override
    public String type() {
      return "agent_context";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeObjectFieldStart("context");
      json.writeStringField("session_id", context.sessionId());
      json.writeStringField("user_id", context.userId());
      json.writeObjectFieldStart("agent_memory");
      ContextJson.memory(json, context.memory());
      ContextJson.workflow(json, context.workflow());
      json.writeEndObject();
      json.writeArrayFieldStart("tool_call_history");
      for (ToolInvocation call : context.toolCalls()) {
        ContextJson.toolCall(json, call);
      }
      json.writeEndArray();
      json.writeStringField("created_at", context.createdAt().toString());
      json.writeStringField("last_activity", context.lastActivity().toString());
      json.writeEndObject();
      json.writeNumberField("version", context.version());
    }
  }

  /** Digests of a context's parts. */
  public record ContextCheckResult(AgentContext context, boolean recognized)
      implements ServerFrame {
    @Override
    public String type() {
      return "context_check_result";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeNumberField("version", context.version());
      json.writeNumberField("message_count", context.history().size());
      json.writeStringField("history_digest", WireDigests.history(context));
      json.writeStringField("context_digest", WireDigests.context(context));
      json.writeBooleanField("session_recognized", recognized);
    }
  }

  /** The new token is taken. */
  public record TokenRefreshed(Instant expiresAt) implements ServerFrame {
    @Override
    public String type() {
      return "token_refreshed";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeStringField("expires_at", expiresAt.toString());
    }
  }

  /** A frame was refused. */
  public record Refusal(ErrorCode code, String message) implements ServerFrame {
    @Override
    public String type() {
      return "error";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeStringField("code", code.id());
      json.writeStringField("message", message);
    }
  }

  /** The answer to a ping. */
  public record Pong() implements ServerFrame {
    @Override
    public String type() {
      return "pong";
    }

    @Override
    public void writePayload(JsonGenerator json) {}
  }
}
