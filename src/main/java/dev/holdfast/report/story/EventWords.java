package dev.holdfast.report.story;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line of a time line says, in words: a recorded run keeps events by their names and fields,
 * such as {@code Acked[messageId=m-1, seq=3, version=7]}, which may be cut at the end.
 */
final class EventWords {

  private static final Pattern EVENT = Pattern.compile("(?s)([→←✗] ?)?([A-Z][A-Za-z]+)\\[(.*)");
  private static final Pattern STRUCK = Pattern.compile("struck by ([a-z0-9-]+)");
  private static final Pattern CONNECTION_LOST = Pattern.compile("connection lost: ([a-z0-9-]+)");

  private EventWords() {}

  /** The line in words, without the arrow that its lane draws. */
  static String of(String line) {
    Matcher struck = STRUCK.matcher(line);
    if (struck.matches()) {
      return "the fault is applied: " + LossWords.of(struck.group(1));
    }
    Matcher lost = CONNECTION_LOST.matcher(line);
    if (lost.matches()) {
      return LossWords.of(lost.group(1));
    }
    Matcher event = EVENT.matcher(line);
    if (event.matches()) {
      return told(event.group(2), EventFields.of(event.group(2), event.group(3)));
    }
    return line.replaceFirst("^[→←✗] ?", "").replaceFirst("^user_message ", "message ");
  }

  private static String told(String name, Map<String, String> fields) {
    return switch (name) {
      case "Established" -> greeting(fields);
      case "Acked" -> "ack of " + at(fields, "messageId") + number(fields) + version(fields);
      case "Chunk" ->
          "piece " + at(fields, "number") + " of the answer: " + quoted(at(fields, "data"));
      case "Answered" -> "the whole answer: " + quoted(at(fields, "content"));
      case "ToolCalled" ->
          "tool call " + at(fields, "tool") + ": " + at(fields, "result") + version(fields);
      case "Notified" -> "another's message: " + quoted(at(fields, "content"));
      case "Status" -> status(fields);
      case "Checked" -> "check: " + at(fields, "messageCount") + " messages" + version(fields);
      case "Refused" -> "refused: " + at(fields, "code") + ", " + at(fields, "message");
      case "ShutdownAnnounced" -> "the server says that it shuts down: " + at(fields, "reason");
      case "TokenAccepted" -> "the new token is accepted";
      case "Pong" -> "pong";
      case "Unreadable" -> "a frame that cannot be read: " + at(fields, "reason");
      default -> name + ": " + others(fields);
    };
  }

  private static String greeting(Map<String, String> fields) {
    boolean known = at(fields, "recognised").equals("true");
    return "greeting: "
        + (known ? "the session is recognised" : "a new session")
        + (known && at(fields, "contextAvailable").equals("false") ? ", its context is not" : "")
        + (at(fields, "securityPassed").equals("false") ? ", security checks failed" : "")
        + (at(fields, "locationChanged").equals("true") ? ", another place is noticed" : "")
        + version(fields);
  }

  private static String status(Map<String, String> fields) {
    if (at(fields, "expired").equals("true")) {
      return "status: the context has expired";
    }
    String warning = at(fields, "warning");
    return "status: "
        + (at(fields, "preserved").equals("true") ? "the context is preserved" : "not preserved")
        + ", rate "
        + at(fields, "preservationRate")
        + (warning.isEmpty() || warning.equals("null") ? "" : ", with a warning");
  }

  private static String number(Map<String, String> fields) {
    String seq = at(fields, "seq");
    return seq.isEmpty() || seq.equals("0") ? "" : ", number " + seq;
  }

  private static String version(Map<String, String> fields) {
    String version = at(fields, "version");
    return version.isEmpty() || version.startsWith("-") || version.equals("0")
        ? ""
        : ", version " + version;
  }

  private static String quoted(String text) {
    return "“" + text + "”";
  }

  private static String others(Map<String, String> fields) {
    StringBuilder all = new StringBuilder();
    fields.forEach(
        (key, value) ->
            all.append(all.isEmpty() ? "" : ", ").append(key).append(' ').append(value));
    return all.toString();
  }

  private static String at(Map<String, String> fields, String key) {
    return fields.getOrDefault(key, "");
  }
}
