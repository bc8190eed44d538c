package dev.holdfast.continuity.model;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A remembered value: a JSON scalar. It has a textual form in which no two values are alike: a
 * number, a truth value and null as JSON writes them, and a string as its bare characters, or in
 * quotation marks where these would read as another value. So null, the text {@code null}, the
 * empty text, and no value at all are four things.
 *
 * @param text the characters of a string, else what JSON writes
 * @param quoted whether it is a JSON string
 */
public record Scalar(String text, boolean quoted) {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  /** A number with a longer exponent is compared by its text: its value might not be worked out. */
  private static final Pattern LONG_EXPONENT = Pattern.compile(".*[eE][+-]?\\d{5,}");

  /** A string. */
  public static Scalar string(String text) {
    return new Scalar(text, true);
  }

  /** A number, a truth value or null, as JSON writes it. */
  public static Scalar literal(String text) {
    return new Scalar(text, false);
  }

  /** The value of that textual form. */
  public static Scalar of(String form) {
    if (form.length() >= 2 && form.startsWith("\"")) {
      return string(form.substring(1, form.length() - 1));
    }
    return new Scalar(form, !readsAsLiteral(form));
  }

  /** The textual form. */
  public String form() {
    return quoted && (readsAsLiteral(text) || text.startsWith("\"")) ? '"' + text + '"' : text;
  }

  /**
   * Whether two textual forms are of the same value: the same characters, or numbers that are
   * exactly equal, in whatever way they are written.
   */
  public static boolean same(String form, String other) {
    return form.equals(other) || (isNumber(form) && isNumber(other) && equalNumbers(form, other));
  }

  private static boolean equalNumbers(String one, String other) {
    if (LONG_EXPONENT.matcher(one).matches() || LONG_EXPONENT.matcher(other).matches()) {
      return false;
    }
    return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
  }

  private static boolean readsAsLiteral(String text) {
    return switch (text) {
      case "true", "false", "null" -> true;
      default -> isNumber(text);
    };
  }

  private static boolean isNumber(String text) {
    if (text.isEmpty() || text.charAt(0) > '9') {
      return false;
    }
    return NUMBER.matcher(text).matches();
  }
}
