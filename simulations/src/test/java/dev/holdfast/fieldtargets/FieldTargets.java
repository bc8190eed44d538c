package dev.holdfast.fieldtargets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The targets of the field that Holdfast is tried on, each of one kind. */
public final class FieldTargets {

  private static final Set<String> OF_THE_AGENT =
      Set.of("agent_chunk", "tool_call", "agent_response");

  private static final ObjectMapper JSON = new ObjectMapper();

  private FieldTargets() {}

  /** Greets and answers every question, but throws away all that its users say. */
  public static FieldTarget takingNothingIn() {
    return new FieldTarget() {
      @Override
      public boolean hears(String frame) {
        return !frame.contains("\"user_message\"");
      }
    };
  }

  /**
   * Opens a session only for those whom it knows by their passwords.
   *
   * @param passwords by the user's name
   */
  public static FieldTarget knowingOnly(Map<String, String> passwords) {
    return new FieldTarget() {
      @Override
      public Optional<Refusal> refuses(String path, String body) {
        if (!path.equals("/auth/sessions")) {
          return Optional.empty();
        }
        JsonNode asked = read(body);
        String password = asked.path("password").asText();
        return password.equals(passwords.get(asked.path("user_id").asText()))
            ? Optional.empty()
            : Optional.of(new Refusal(401, Map.of(), "who are you?"));
      }
    };
  }

  /** Acknowledges with a number written as text, and forgets what its users said. */
  public static FieldTarget mistypingAcks() {
    return new FieldTarget() {
      @Override
      public Optional<ObjectNode> says(ObjectNode frame) {
        ObjectNode payload = frame.withObject("/payload");
        if (type(frame).equals("message_ack")) {
          payload.put("seq", payload.path("seq").asText());
        }
        keepMessages(frame, message -> !message.path("role").asText().equals("user"));
        return Optional.of(frame);
      }
    };
  }

  /** Acknowledges what its users say; its agent never answers. */
  public static FieldTarget withoutAgent() {
    return new FieldTarget() {
      @Override
      public Optional<ObjectNode> says(ObjectNode frame) {
        keepMessages(frame, message -> message.path("role").asText().equals("user"));
        return OF_THE_AGENT.contains(type(frame)) ? Optional.empty() : Optional.of(frame);
      }
    };
  }

  /** Greets the first connection of each virtual user only after that time. */
  public static FieldTarget greetingLateAtFirst(Duration delay) {
    return new FieldTarget() {
      @Override
      public Duration delay(Upgrade upgrade) {
        return upgrade.isOfUser() && upgrade.number() == 1 ? delay : Duration.ZERO;
      }
    };
  }

  /**
   * Refuses every other upgrade of a token, the first included, and asks to wait.
   *
   * @param status 429 or 503
   * @param seconds what Retry-After asks for
   */
  public static FieldTarget busyEveryOtherTime(int status, int seconds) {
    return new FieldTarget() {
      @Override
      public Optional<Refusal> refuses(Upgrade upgrade) {
        return upgrade.number() % 2 == 1
            ? Optional.of(new Refusal(status, Map.of("Retry-After", String.valueOf(seconds)), ""))
            : Optional.empty();
      }
    };
  }

  /** Refuses to renew each token when it is asked for the first time. */
  public static FieldTarget busyRenewing(int seconds) {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    return new FieldTarget() {
      @Override
      public Optional<Refusal> refuses(String path, String body) {
        return path.equals("/auth/refresh") && asked.add(body)
            ? Optional.of(new Refusal(503, Map.of("Retry-After", String.valueOf(seconds)), ""))
            : Optional.empty();
      }
    };
  }

  /** Greets in a protocol that nobody knows. */
  public static FieldTarget greetingInOtherWords() {
    return new FieldTarget() {
      @Override
      public Optional<ObjectNode> says(ObjectNode frame) {
        return Optional.of(
            type(frame).equals("connection_established") ? frame.put("type", "welcome") : frame);
      }
    };
  }

  /** Marks its frames as compressed, though nobody agreed on that, and they are not. */
  public static FieldTarget markingFrames() {
    return new FieldTarget() {
      @Override
      public int reservedBits() {
        return 4;
      }
    };
  }

  /** Answers each upgrade as a page, or leads it elsewhere. */
  public static FieldTarget answering(int status, Map<String, String> headers, String body) {
    return new FieldTarget() {
      @Override
      public Optional<Refusal> refuses(Upgrade upgrade) {
        return Optional.of(new Refusal(status, headers, body));
      }
    };
  }

  /** Refuses each upgrade that lacks one of those headers. */
  public static FieldTarget wanting(int status, String... headers) {
    return new FieldTarget() {
      @Override
      public Optional<Refusal> refuses(Upgrade upgrade) {
        return Arrays.stream(headers)
            .filter(each -> !upgrade.headers().contains(each))
            .findFirst()
            .map(missing -> new Refusal(status, Map.of(), missing + " required"));
      }
    };
  }

  /** Its history comes back with {@code & < >} escaped. */
  public static FieldTarget escapingHtml() {
    return rewriting(text -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  /** Its history comes back without spaces at the edges. */
  public static FieldTarget trimming() {
    return rewriting(String::strip);
  }

  /** Its history comes back with each text on one line. */
  public static FieldTarget joiningLines() {
    return rewriting(text -> text.replaceAll("\\s*\\n\\s*", " "));
  }

  /** Its history comes back with question marks for what lies beyond the basic plane. */
  public static FieldTarget withoutEmoji() {
    return rewriting(text -> text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "??"));
  }

  /** Its history comes back composed (NFC), however it was written. */
  public static FieldTarget composing() {
    return rewriting(text -> Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /** Its history comes back with no text longer than so many characters. */
  public static FieldTarget cutting(int most) {
    return rewriting(text -> text.substring(0, Math.min(most, text.length())));
  }

  /** Its history comes back with the last so many messages only. */
  public static FieldTarget keepingLast(int messages) {
    return new FieldTarget() {
      @Override
      public Optional<ObjectNode> says(ObjectNode frame) {
        ArrayNode history = history(frame);
        while (history.size() > messages) {
          history.remove(0);
        }
        return Optional.of(frame);
      }
    };
  }

  private static FieldTarget rewriting(UnaryOperator<String> text) {
    return new FieldTarget() {
      @Override
      public Optional<ObjectNode> says(ObjectNode frame) {
        for (JsonNode message : history(frame)) {
          ((ObjectNode) message).put("content", text.apply(message.path("content").asText()));
        }
        return Optional.of(frame);
      }
    };
  }

  private static void keepMessages(ObjectNode frame, Predicate<JsonNode> kept) {
    history(frame).removeIf(kept.negate());
  }

  /** The messages of a history; of any other frame an empty list that belongs to nothing. */
  private static ArrayNode history(ObjectNode frame) {
    boolean told = type(frame).equals("conversation_history");
    return told ? frame.withObject("/payload").withArray("history") : frame.arrayNode();
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String type(ObjectNode frame) {
    return frame.path("type").asText();
  }
}
