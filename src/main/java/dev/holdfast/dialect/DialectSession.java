package dev.holdfast.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One session's side of a dialect: builds its client's frames, reads its server's, and remembers
 * what the next connection needs, such as a resume token or an offset.
 *
 * <p>It outlives its connections. Mutable, for one thread at a time. An implementation
 *
 * <ul>
 *   <li><b>must</b> give each user message that is stored twice under two names two ids, and the
 *       same message the same id whenever it is told of: the oracle knows messages by their ids;
 *   <li><b>must</b> number a tool's name (such as {@code search#2}) where its agent honestly calls
 *       one tool several times in one turn: the same tool again in one turn is read as a
 *       repetition;
 *   <li><b>must</b> never throw from {@link #read}: what it cannot read is an {@code Unreadable};
 *   <li><b>must</b> keep tokens out of exception texts and {@code toString()};
 *   <li><b>may</b> leave out what its backend does not tell: version -1, seq 0, a null memory or
 *       workflow in an answer. What is left out is not judged.
 * </ul>
 *
 * <p>A frame whose {@link Capability} the dialect does not state is never asked for.
 */
public interface DialectSession {

  /** The session has these tokens from now on; called before the first opening. */
  default void granted(SessionGrant grant) {}

  /**
   * What is asked over HTTP before the next connection is opened; empty where nothing is.
   *
   * @param token the right to come in, normally that of the grant
   */
  default Optional<HttpCall> negotiation(String token) {
    return Optional.empty();
  }

  /** The answer, of status 200, to a negotiation; an event says what is wrong with it. */
  default Received negotiated(String answer) {
    return Received.NOTHING;
  }

  /**
   * The handshake was refused with that status of HTTP.
   *
   * @return whether the client begins anew at once, by another negotiation
   */
  default boolean beginsAnew(int status) {
    return false;
  }

  /**
   * How the next connection is asked for; its headers are those that {@link
   * Dialect#openingHeaders()} names.
   *
   * @param token the right to come in, normally that of the grant
   */
  Opening opening(String token);

  /**
   * The handshake succeeded. Where the client has the {@linkplain Dialect#firstFrame() first word},
   * that is the one reply; where nobody has, the greeting is the event; else there is nothing.
   */
  default Received opened() {
    return Received.NOTHING;
  }

  /** What the server's frame says; never throws. */
  Received read(Payload frame);

  /** Says something to the agent. */
  Payload say(UserMessage message);

  /**
   * Says something to the agent where messages {@linkplain Dialect#messagesByHttp() go by HTTP}.
   */
  default HttpCall sayRequest(UserMessage message) {
    throw new UnsupportedOperationException("messages go on the connection");
  }

  /** The answer, of a status of success, to the message that was last said over HTTP. */
  default Received readSaid(String body) {
    throw new UnsupportedOperationException("messages go on the connection");
  }

  /** What keeps a connection alive; asked for as often as {@link Dialect#keepAliveEvery()} says. */
  default Payload keepAlive() {
    throw new UnsupportedOperationException("the dialect has no keep-alive");
  }

  /** Asks for the whole conversation history. */
  default Payload history() {
    throw unstated(Capability.HISTORY);
  }

  /** Asks for the conversation history where that {@linkplain Dialect#historyByHttp() is HTTP}. */
  default HttpCall historyRequest() {
    throw unstated(Capability.HISTORY);
  }

  /**
   * The answer to a request for the history. Where it is a page of several, it says nothing yet and
   * {@link #nextPage} has the next request.
   */
  default Received readHistory(String body) {
    throw unstated(Capability.HISTORY);
  }

  /** The request for the next page of the history; empty where there is none. */
  default Optional<HttpCall> nextPage() {
    return Optional.empty();
  }

  /**
   * Has another say something in this session.
   *
   * @param id unique in the session
   * @param text what is said
   */
  default HttpCall othersRequest(String id, String text) {
    throw unstated(Capability.OTHERS);
  }

  /** What another must know of this session to speak in it, by name; may hold secrets. */
  default Map<String, String> address() {
    return Map.of();
  }

  /**
   * Says something in another's session, on this one's connection. What the server takes in it
   * acknowledges by that id.
   *
   * @param address what the other session {@linkplain #address() gave}
   * @param id unique in the run
   * @param text what is said
   */
  default List<Payload> speakTo(Map<String, String> address, String id, String text) {
    throw unstated(Capability.OTHERS);
  }

  /** Asks for memory, workflow and tool calls. */
  default Payload context() {
    throw unstated(Capability.CONTEXT);
  }

  /** Asks for version and digests alone. */
  default Payload contextCheck() {
    throw unstated(Capability.CHECK);
  }

  /**
   * Asks for the rest of an answer whose stream was cut.
   *
   * @param turn the id of the message that is being answered
   * @param next the number of the first piece that was not seen, from 0
   */
  default Payload resumeTurn(String turn, int next) {
    throw unstated(Capability.RESUMED_STREAMS);
  }

  /** Brings a new token to the open connection. */
  default Payload tokenRefresh(String token) {
    throw unstated(Capability.TOKEN_ON_CONNECTION);
  }

  /** Says that a notification has arrived; nothing answers it. */
  default Payload notificationAck(String messageId) {
    throw unstated(Capability.NOTIFICATIONS);
  }

  /**
   * Who speaks on this session's present connection from now on, because the next one begins beside
   * it. It knows what this session knows, and from then on neither learns of the other's frames.
   * Where no frame changes what a later one means, it may be this session itself.
   */
  default DialectSession leftBehind() {
    return this;
  }

  /** An application-level ping. */
  default Payload ping() {
    throw unstated(Capability.PING);
  }

  private static UnsupportedOperationException unstated(Capability capability) {
    return new UnsupportedOperationException("the dialect does not state " + capability);
  }
}
