package dev.holdfast.backend.context;

import java.util.regex.Pattern;

/**
 * A remembered value: a JSON scalar, kept exactly as it was written.
 *
 * @param text the characters of a string, the digits of a number as sent, {@code true}, {@code
 *     false} or {@code null}
 * @param quoted whether it is a JSON string
 */
public record ScalarValue(String text, boolean quoted) {
  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  /** A string value. */
  public static ScalarValue text(String value) {
    return new ScalarValue(value, true);
  }

  /** A number, a truth value or null, as written in JSON. */
  public static ScalarValue literal(String value) {
    return new ScalarValue(value, false);
  }

  /**
   * The textual form that digests are made of: a string which would read as another value, or
   * begins with a quotation mark, stands in quotation marks.
   */
  public String form() {
    boolean ambiguous = text.startsWith("\"") || LITERAL.matcher(text).matches();
    return quoted && ambiguous ? '"' + text + '"' : text;
  }
}
