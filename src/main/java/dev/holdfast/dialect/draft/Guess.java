package dev.holdfast.dialect.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What names of messages, and of their parts, mean as a rule. */
final class Guess {

  static final List<String> IDS =
      List.of(
          "id",
          "message_id",
          "messageId",
          "client_msg_id",
          "clientMsgId",
          "client_id",
          "clientId",
          "request_id",
          "requestId",
          "ref",
          "uuid");

  /** Of an acknowledgement, whose own id may stand beside that of the message. */
  static final List<String> ACKNOWLEDGED =
      List.of(
          "message_id",
          "messageId",
          "client_msg_id",
          "clientMsgId",
          "request_id",
          "requestId",
          "in_reply_to",
          "ref",
          "id");

  static final List<String> TEXTS = List.of("text", "content", "body", "message", "msg", "data");

  private static final List<String> TOKENS = List.of("token", "access_token", "accessToken", "jwt");
  private static final List<String> USERS = List.of("user", "user_id", "userId", "username");

  /** What stands in a name, and what the message then is; the first that does counts. */
  private static final Map<String, List<String>> KINDS = kinds();

  private Guess() {}

  private static Map<String, List<String>> kinds() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put(
        "greeting",
        List.of("welcome", "connected", "connectionack", "hello", "ready", "greet", "established"));
    kinds.put("pong", List.of("pong"));
    kinds.put("ping", List.of("ping", "heartbeat"));
    kinds.put("refused", List.of("error", "refuse", "reject", "nack", "fail"));
    kinds.put("ack", List.of("ack", "receipt", "confirm", "accepted"));
    kinds.put("message", List.of("message", "chat", "post", "notification", "said"));
    return kinds;
  }

  /** What a message of the server is, by its name; empty where that says nothing. */
  static Optional<String> kind(String name) {
    return KINDS.entrySet().stream()
        .filter(kind -> holds(name, kind.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether a message of the client introduces it. */
  static boolean introduces(String name) {
    return holds(name, List.of("hello", "auth", "login", "connect", "init", "identify"));
  }

  /** Whether a message of the client says something. */
  static boolean says(String name) {
    return holds(name, List.of("message", "chat", "say", "post", "publish", "send"));
  }

  /** Whether a message of the client asks for a sign of life. */
  static boolean pings(String name) {
    return holds(name, List.of("ping"));
  }

  /** Whether a message of the client gives one. */
  static boolean pongs(String name) {
    return holds(name, List.of("pong"));
  }

  private static boolean holds(String name, List<String> words) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return words.stream().anyMatch(plain::contains);
  }

  /** The frame of a payload, with holes where a client's own values stand. */
  static String frame(JsonNode payload) {
    JsonNode marked = payload.deepCopy();
    mark(marked);
    return marked.toString().replaceAll("\"⟦(json [a-z]+)⟧\"", "{{$1}}");
  }

  private static void mark(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    for (Map.Entry<String, JsonNode> each : List.copyOf(object.properties())) {
      Optional<String> hole = hole(each.getKey());
      if (hole.isPresent() && !each.getValue().isContainerNode()) {
        object.set(each.getKey(), TextNode.valueOf("⟦json " + hole.get() + "⟧"));
      } else {
        mark(each.getValue());
      }
    }
  }

  private static Optional<String> hole(String key) {
    return IDS.contains(key)
        ? Optional.of("id")
        : TEXTS.contains(key)
            ? Optional.of("text")
            : TOKENS.contains(key)
                ? Optional.of("token")
                : USERS.contains(key) ? Optional.of("user") : Optional.empty();
  }
}
