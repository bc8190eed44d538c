package dev.holdfast.backend.protocol;

import dev.holdfast.backend.context.AgentMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a client can say. {@code id} is echoed in every frame that answers; null if it gave none.
 */
public sealed interface ClientFrame {

  /** The client's id of this frame. */
  @Nullable String id();

  /** The name on the wire. */
  String type();

  /** A user message; {@code reply} is false if it is only to be kept. */
  record UserMessage(
      @Nullable String id, String messageId, String content, AgentMemory memory, boolean reply)
      implements ClientFrame {
    @Override
    public String type() {
      return "user_message";
    }
  }

  /** Asks for the messages above {@code afterSeq}, which is 0 for all. */
  record GetConversationHistory(@Nullable String id, long afterSeq) implements ClientFrame {
    @Override
    public String type() {
      return "get_conversation_history";
    }
  }

  /** Asks for memory, workflow and tool calls. */
  record GetAgentContext(@Nullable String id) implements ClientFrame {
    @Override
    public String type() {
      return "get_agent_context";
    }
  }

  /** Asks for digests instead of the parts themselves. */
  record ContextCheck(@Nullable String id) implements ClientFrame {
    @Override
    public String type() {
      return "context_check";
    }
  }

  /** Asks for the rest of a turn's answer, from the piece of that number on. */
  record ResumeTurn(@Nullable String id, String turn, int next) implements ClientFrame {
    @Override
    public String type() {
      return "resume_turn";
    }
  }

  /** Brings a new token of the same session; the token never appears in text. */
  record TokenRefresh(@Nullable String id, String token) implements ClientFrame {
    @Override
    public String type() {
      return "token_refresh";
    }

    @Override
    public String toString() {
      return "TokenRefresh[id=" + id + ", token=…]";
    }
  }

  /** Asks for a pong. */
  record Ping(@Nullable String id) implements ClientFrame {
    @Override
    public String type() {
      return "ping";
    }
  }

  /** A notification has arrived, and is not to be sent again; nothing answers it. */
  record NotificationAck(@Nullable String id, String messageId) implements ClientFrame {
    @Override
    public String type() {
      return "notification_ack";
    }
  }
}
