package dev.holdfast.dialect.file.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads STOMP frames. Source: the STOMP 1.2 specification, "STOMP Frames". */
public final class StompFrames {

  private static final char NUL = '\0';
  private static final Pattern ESCAPE = Pattern.compile("\\\\([nrc\\\\])");

  private final String text;
  private int at;

  public StompFrames(String text) {
    this.text = text;
  }

  public List<Incoming> read() {
    List<Incoming> frames = new ArrayList<>();
    // Ends of lines between frames are a heartbeat.
    for (skipLineEnds(); at < text.length(); skipLineEnds()) {
      int begin = at;
      ObjectNode frame = JsonNodeFactory.instance.objectNode();
      String command = line();
      ObjectNode headers = headers(command);
      frame.put("command", command);
      frame.set("headers", headers);
      frame.put("body", body(headers.path("content-length").asText("")));
      frames.add(new Incoming(text.substring(begin, Math.min(at, text.length())), frame));
      at++;
    }
    return frames;
  }

  private void skipLineEnds() {
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      at++;
    }
  }

  private ObjectNode headers(String command) {
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      // Of a header that stands there twice, the first counts.
      if (colon > 0 && !headers.has(line.substring(0, colon))) {
        String value = line.substring(colon + 1);
        headers.put(
            line.substring(0, colon), command.equals("CONNECTED") ? value : unescaped(value));
      }
    }
    return headers;
  }

  private String line() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != NUL) {
      end++;
    }
    String line = text.substring(at, end);
    at = end < text.length() && text.charAt(end) == '\n' ? end + 1 : end;
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** As long as its header says, in bytes of UTF-8; else to the next NUL. */
  private String body(String length) {
    int end = at;
    if (length.matches("[0-9]{1,9}")) {
      byte[] rest = text.substring(at).getBytes(StandardCharsets.UTF_8);
      int bytes = Math.min(rest.length, Integer.parseInt(length));
      end += new String(rest, 0, bytes, StandardCharsets.UTF_8).length();
    } else {
      while (end < text.length() && text.charAt(end) != NUL) {
        end++;
      }
    }
    String body = text.substring(at, Math.min(end, text.length()));
    at = end;
    return body;
  }

  private static String unescaped(String value) {
    Matcher escape = ESCAPE.matcher(value);
    StringBuilder plain = new StringBuilder(value.length());
    while (escape.find()) {
      String meant =
          switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "c" -> ":";
            default -> "\\";
          };
      escape.appendReplacement(plain, Matcher.quoteReplacement(meant));
    }
    escape.appendTail(plain);
    return plain.toString();
  }
}
