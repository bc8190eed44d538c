package dev.holdfast.dialect;

import dev.holdfast.continuity.Digests;
import dev.holdfast.continuity.Memory;
import dev.holdfast.continuity.Message;
import dev.holdfast.continuity.ToolCall;
import dev.holdfast.continuity.Workflow;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How one kind of backend is spoken to: builds the client's frames and reads the server's.
 *
 * <p>To judge another backend, implement this. An implementation
 *
 * <ul>
 *   <li><b>must</b> be immutable and safe for many threads: thousands of sessions share one, and
 *       frames are read on the load generator's event loops;
 *   <li><b>must</b> give each user message that is stored twice under two names two ids, and the
 *       same message the same id whenever it is told of: the oracle knows messages by their ids;
 *   <li><b>must</b> number a tool's name (such as {@code search#2}) where its agent honestly calls
 *       one tool several times in one turn: the same tool again in one turn is read as a
 *       repetition;
 *   <li><b>must</b> never throw from {@link #read}: what it cannot read is an {@code Unreadable};
 *   <li><b>must</b> keep tokens out of exception texts and {@code toString()};
 *   <li><b>may</b> leave out what its backend does not tell: version -1, seq 0, a null memory or
 *       workflow in an answer, no {@code Status}, no {@code Checked}. What is left out is not
 *       judged.
 * </ul>
 */
public interface Dialect extends Digests {

  /**
   * A frame that says something to the agent.
   *
   * @param frameId echoed in what answers it
   * @param messageId unique in the session; sent again unchanged when the message is repeated
   * @param content the text
   * @param memory what the backend shall remember with the message; may be empty
   * @param reply whether the agent shall answer
   */
  String userMessage(
      String frameId, String messageId, String content, Memory memory, boolean reply);

  /** A frame that asks for the whole conversation history. */
  String history(String frameId);

  /** A frame that asks for the agent's context. */
  String context(String frameId);

  /** A frame that asks for version and digests alone; not asked for where no check is told. */
  String contextCheck(String frameId);

  /** Whether the backend answers a {@link #contextCheck}; where it does, it always owes a reply. */
  default boolean tellsCheck() {
    return true;
  }

  /**
   * The code with which the backend closes a connection whose session a newer one has taken over;
   * empty where it promises none.
   */
  default OptionalInt takeoverCloseCode() {
    return OptionalInt.empty();
  }

  /**
   * The code with which the backend closes a connection whose token has been revoked; empty where
   * it promises none.
   */
  default OptionalInt revokedCloseCode() {
    return OptionalInt.empty();
  }

  /**
   * A frame that asks for the rest of an answer whose stream was cut.
   *
   * @param turn the id of the message that is being answered
   * @param next the number of the first piece that was not seen, from 0
   */
  String resumeTurn(String frameId, String turn, int next);

  /** A frame that brings a new token to the open connection. */
  String tokenRefresh(String frameId, String token);

  /** A frame that says that a notification has arrived; nothing answers it. */
  String notificationAck(String frameId, String messageId);

  /** An application-level ping. */
  String ping(String frameId);

  /** What the server's frame says; never throws. */
  Frame read(String text);

  /** The path of the WebSocket endpoint, such as {@code /ws}. */
  String socketPath();

  /** The path to {@code POST} a session request to. */
  String sessionPath();

  /**
   * The body that asks for a session.
   *
   * @param credentials what else it says of the user, by key, such as a password; secrets
   * @param ttlSeconds the wanted life of its token in seconds; empty for the backend's default
   */
  String sessionRequest(String userId, Map<String, String> credentials, OptionalLong ttlSeconds);

  /** The same for a user who needs no credentials. */
  default String sessionRequest(String userId, OptionalLong ttlSeconds) {
    return sessionRequest(userId, Map.of(), ttlSeconds);
  }

  /**
   * The answer to a session request or a refresh.
   *
   * @throws IllegalArgumentException if the body is no such answer; the text names the key and the
   *     rule, never a token
   */
  SessionGrant readSession(String body);

  /** The path to {@code POST} a refresh to. */
  String refreshPath();

  /** The body that exchanges a refresh token for a new pair. */
  String refreshRequest(String refreshToken);

  /** The path to {@code POST} an introspection to. */
  String introspectPath();

  /** The body that asks what a token is worth. */
  String introspectRequest(String token);

  /**
   * The answer to an introspection.
   *
   * @throws IllegalArgumentException if the body is no such answer
   */
  TokenStatus readTokenStatus(String body);

  /** The path to {@code POST} a revocation to. */
  String revokePath();

  /** The body that ends a token's life. */
  String revokeRequest(String token);

  /** The digest that the backend must tell of this history. */
  @Override
  String historyDigest(List<Message> history);

  /** The digest that the backend must tell of this context. */
  @Override
  String contextDigest(Memory memory, Workflow workflow, List<ToolCall> toolCalls);
}
