package dev.holdfast.continuity.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server can say to a client, in Holdfast's words: a dialect reads frames into these, the
 * ledger and the oracle know nothing else of the wire.
 */
public sealed interface ServerEvent {

  /** The greeting of a new connection. {@code version} is -1 where the backend tells none. */
  record Established(
      String sessionId,
      boolean recognised,
      boolean securityPassed,
      boolean contextAvailable,
      boolean locationChanged,
      long version)
      implements ServerEvent {}

  /** What the server says it kept over the gap; {@code preservationRate} is 0 to 1. */
  record Status(
      boolean preserved,
      double preservationRate,
      @Nullable GapClass gapClass,
      @Nullable String warning,
      boolean expired,
      boolean cleanSessionStarted)
      implements ServerEvent {}

  /** A user message is safe: from now on it is owed. */
  record Acked(String messageId, long seq, long version) implements ServerEvent {}

  /**
   * A piece of an answer that is being streamed; {@code number} counts from 0 within the turn,
   * {@code then} says whether more follow.
   */
  record Chunk(String turn, int number, String data, Then then) implements ServerEvent {

    /** What follows a piece. */
    public enum Then {
      /** Another piece. */
      MORE,
      /** Nothing: the answer is whole. */
      END,
      /** The backend does not tell. */
      UNTOLD
    }

    /** A piece of a backend that does not tell whether more follow. */
    public Chunk(String turn, int number, String data) {
      this(turn, number, data, Then.UNTOLD);
    }
  }

  /** A tool was executed in a turn. */
  record ToolCalled(ToolCall call, long version) implements ServerEvent {}

  /**
   * A turn is complete; memory and workflow are those after it, null where the backend shows none.
   */
  record Answered(
      String turn,
      Message message,
      long version,
      @Nullable Memory memory,
      @Nullable Workflow workflow)
      implements ServerEvent {}

  /**
   * The conversation history, whole and in order; {@code callsMade} says how many tool calls a turn
   * made, by its user message, as far as the answers tell it.
   */
  record History(List<Message> messages, long version, Map<String, Integer> callsMade)
      implements ServerEvent {
    /** Copies list and map. */
    public History {
      messages = List.copyOf(messages);
      callsMade = Collections.unmodifiableMap(new TreeMap<>(callsMade));
    }

    /** The history of a backend whose answers do not tell what calls they rest on. */
    public History(List<Message> messages, long version) {
      this(messages, version, Map.of());
    }
  }

  /**
   * The agent's context without the history; {@code origin} says whose it is, and since when, as
   * far as the backend tells.
   */
  record Context(
      String sessionId,
      Origin origin,
      Memory memory,
      Workflow workflow,
      List<ToolCall> toolCalls,
      long version)
      implements ServerEvent {
    /** Copies the list. */
    public Context {
      toolCalls = List.copyOf(toolCalls);
    }

    /** A context whose backend tells nothing of its origin. */
    public Context(
        String sessionId,
        Memory memory,
        Workflow workflow,
        List<ToolCall> toolCalls,
        long version) {
      this(sessionId, Origin.UNTOLD, memory, workflow, toolCalls, version);
    }
  }

  /** The cheap check: digests instead of the parts themselves. */
  record Checked(
      long version,
      int messageCount,
      String historyDigest,
      String contextDigest,
      boolean recognised)
      implements ServerEvent {}

  /** Something that others left for the session, perhaps while its user was away. */
  record Notified(String messageId, String content) implements ServerEvent {}

  /** The server is about to go away. */
  record ShutdownAnnounced(String reason) implements ServerEvent {}

  /** The server refused one request. */
  record Refused(String code, String message) implements ServerEvent {}

  /** The server took a new token on the open connection. */
  record TokenAccepted() implements ServerEvent {}

  /** The answer to an application-level ping. */
  record Pong() implements ServerEvent {}

  /** A frame that the dialect cannot read; {@code reason} quotes at most its beginning. */
  record Unreadable(String reason) implements ServerEvent {}
}
