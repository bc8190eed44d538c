package dev.holdfast.backend.context;

/**
 * A remembered value: a JSON scalar, kept exactly as it was written.
 *
 * @param text the textual form, by which values compare: the characters of a string, the digits of
 *     a number as sent, {@code true}, {@code false} or {@code null}
 * @param quoted whether it is a JSON string
 */
public record Scalar(String text, boolean quoted) {

  /** A string value. */
  public static Scalar text(String value) {
    return new Scalar(value, true);
  }

  /** A number, a truth value or null, as written in JSON. */
  public static Scalar literal(String value) {
    return new Scalar(value, false);
  }
}
