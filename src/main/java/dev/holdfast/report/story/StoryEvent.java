package dev.holdfast.report.story;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One event of a witness's time line, read from its words.
 *
 * @param atMillis when, in milliseconds from the judgement on, so mostly negative; not a number
 *     where the line does not tell
 * @param way between whom it passed
 * @param text what happened, in words
 */
record StoryEvent(double atMillis, Way way, String text) {

  /** Between whom an event passed. */
  enum Way {
    /** From the client to the server. */
    SENT("client to server"),
    /** From the server to the client. */
    RECEIVED("server to client"),
    /** The connection ended. */
    LOST("connection lost"),
    /** Something was found wrong. */
    WRONG("wrong"),
    /** Only the client knows of it. */
    NOTED("client");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    /** What a reader who does not see the arrow is told. */
    String words() {
      return words;
    }

    /** The name in the page's style. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern LINE = Pattern.compile("(?s)(-?[0-9.]+) ms +(.*)");
  private static final Pattern LOST =
      Pattern.compile("(?s)(connection (lost|reset|closed)|closed|reset)\\b.*");
  private static final Pattern SENT = Pattern.compile("(?s)(→|sent|reconnected)\\b?.*");
  private static final Pattern RECEIVED =
      Pattern.compile(
          "(?s)(←|message_ack|connection_established|conversation_history|agent_|context_).*");

  /** The event that a line tells. */
  static StoryEvent of(String line) {
    Matcher parts = LINE.matcher(line);
    boolean timed = parts.matches();
    String text = timed ? parts.group(2) : line;
    return new StoryEvent(
        timed ? Double.parseDouble(parts.group(1)) : Double.NaN, way(text), EventWords.of(text));
  }

  private static Way way(String text) {
    if (text.startsWith("✗")) {
      return Way.WRONG;
    }
    if (LOST.matcher(text).matches()) {
      return Way.LOST;
    }
    if (SENT.matcher(text).matches()) {
      return Way.SENT;
    }
    return RECEIVED.matcher(text).matches() ? Way.RECEIVED : Way.NOTED;
  }
}
