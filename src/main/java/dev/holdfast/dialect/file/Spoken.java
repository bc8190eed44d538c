package dev.holdfast.dialect.file;

import dev.holdfast.dialect.PayloadKind;
import dev.holdfast.dialect.file.rules.Expression;
import dev.holdfast.dialect.file.rules.Template;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled dialect.
 *
 * @param name of the file
 * @param login how a session is opened; null where its users bring a token
 * @param path of the connection, with its query
 * @param headers of the handshake
 * @param subprotocols that the handshake offers
 * @param hello the client's first word; null where it has not got it
 * @param afterGreeting frames that the client sends once it is greeted
 * @param greetedByUpgrade whether nobody has the first word
 * @param closeCode with which the client closes
 * @param stateful whether both sides number their messages and send them again, as SignalR has it
 * @param framing how messages lie in frames
 * @param sends kind of the client's frames
 * @param receives kind of the server's frames
 * @param say how a message goes
 * @param ping the frame that asks for a sign of life; null where there is none
 * @param keepAlive what clients send unasked; null where there is nothing
 * @param rules of the server's messages; the first that takes one counts
 * @param history how it is fetched
 * @param others how another speaks in a session; null where nobody can
 * @param claims what the backend promises
 */
record Spoken(
    String name,
    @Nullable Login login,
    Template path,
    Map<String, Template> headers,
    List<String> subprotocols,
    @Nullable Template hello,
    List<Template> afterGreeting,
    boolean greetedByUpgrade,
    int closeCode,
    boolean stateful,
    Framing framing,
    PayloadKind sends,
    PayloadKind receives,
    Saying say,
    @Nullable Template ping,
    @Nullable KeepAlive keepAlive,
    List<FrameRule> rules,
    HistoryPlan history,
    @Nullable Others others,
    Claims claims) {

  /**
   * How a session is opened.
   *
   * @param path of the request
   * @param body of the request
   * @param take what is kept of the answer, by name; the token is among it
   */
  record Login(String path, Template body, Map<String, Expression> take) {

    /** Copies. */
    Login {
      take = Map.copyOf(take);
    }
  }

  /**
   * How a message goes, on the connection or over HTTP.
   *
   * @param frame of a message; null where it goes over HTTP
   * @param call over HTTP; null where it goes on the connection
   * @param id where an answer has the id by which the server knows the message; null where that is
   *     the client's own
   */
  record Saying(@Nullable Template frame, @Nullable RequestPlan call, @Nullable Expression id) {

    /** The names of all values that it asks for. */
    Set<String> names() {
      Set<String> names = new HashSet<>();
      if (frame != null) {
        names.addAll(frame.names());
      }
      if (call != null) {
        names.addAll(call.names());
      }
      return names;
    }
  }

  /**
   * How another speaks.
   *
   * @param call over HTTP; null where it is by frames
   * @param frames that another sends on a connection of its own, in order
   */
  record Others(@Nullable RequestPlan call, List<Template> frames) {

    /** Copies. */
    Others {
      frames = List.copyOf(frames);
    }
  }

  /**
   * What a client sends on each open connection.
   *
   * @param every how often; above 0
   */
  record KeepAlive(Duration every, Template frame) {}

  /** Copies. */
  Spoken {
    headers = Map.copyOf(headers);
    subprotocols = List.copyOf(subprotocols);
    afterGreeting = List.copyOf(afterGreeting);
    rules = List.copyOf(rules);
  }

  /** Whether the server tells by which ids of its own it knows the user's messages. */
  boolean namesByServer() {
    return say.id() != null || rules.stream().anyMatch(rule -> rule.values().containsKey("named"));
  }

  /** Whether others speak on connections of their own. */
  boolean othersByFrame() {
    return others != null && others.call() == null;
  }

  /** Whether the answer to a message that goes over HTTP acknowledges it. */
  boolean isAcknowledgedByAnswer() {
    return say.call() != null && !has(Meaning.ACK);
  }

  boolean has(Meaning meaning) {
    return rules.stream().anyMatch(rule -> rule.is() == meaning);
  }
}
