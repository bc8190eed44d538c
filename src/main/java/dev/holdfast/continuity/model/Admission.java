package dev.holdfast.continuity.model;

/**
 * How a server answered the attempt to come back.
 *
 * @param kind let in, refused, or silent
 * @param detail HTTP status, close code or error text; empty if there is nothing to add
 */
public record Admission(Kind kind, String detail) {

  /** The three answers. */
  public enum Kind {
    /** The connection was opened and greeted. */
    ADMITTED,
    /** The server said no: an HTTP status, a close code, an error frame. */
    REFUSED,
    /** Nothing, or not all that was asked for, came within the client's patience. */
    NO_ANSWER
  }

  /** Let in. */
  public static Admission admitted() {
    return new Admission(Kind.ADMITTED, "");
  }

  /** Refused, with the server's words. */
  public static Admission refused(String detail) {
    return new Admission(Kind.REFUSED, detail);
  }

  /** Silence, with what was waited for. */
  public static Admission noAnswer(String detail) {
    return new Admission(Kind.NO_ANSWER, detail);
  }
}
