package dev.holdfast.dialect.file;

import dev.holdfast.dialect.PayloadKind;
import dev.holdfast.dialect.file.rules.Expression;
import dev.holdfast.dialect.file.rules.Template;
import java.util.List;
import java.util.Map;
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
 * @param framing how messages lie in frames
 * @param sends kind of the client's frames
 * @param receives kind of the server's frames
 * @param say the frame of a message
 * @param ping the frame that asks for a sign of life; null where there is none
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
    Framing framing,
    PayloadKind sends,
    PayloadKind receives,
    Template say,
    @Nullable Template ping,
    List<FrameRule> rules,
    HistoryPlan history,
    @Nullable RequestPlan others,
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

  /** Copies. */
  Spoken {
    headers = Map.copyOf(headers);
    subprotocols = List.copyOf(subprotocols);
    afterGreeting = List.copyOf(afterGreeting);
    rules = List.copyOf(rules);
  }

  boolean has(Meaning meaning) {
    return rules.stream().anyMatch(rule -> rule.is() == meaning);
  }
}
