package dev.holdfast.backend.session.peers;

/**
 * What one backend tells another of a session.
 *
 * @param kind what has happened
 * @param connection the connection that it has happened to; empty if to all of the session
 * @param from the backend that says it
 * @param sessionId the session
 */
public record Notice(Kind kind, String connection, String from, String sessionId) {
  private static final String ALL = "-";
  private static final int PARTS = 4;

  /** What can happen. */
  public enum Kind {
    /** A newer connection has taken the session over. */
    TAKEN,
    /** The connection that was taken over is served no more. */
    YIELDED,
    /** The session was revoked. */
    REVOKED,
    /** Something was left for the session. */
    MAIL
  }

  static Notice taken(Holder former, String by, String sessionId) {
    return new Notice(Kind.TAKEN, former.connection(), by, sessionId);
  }

  /** The answer to {@link Kind#TAKEN}, from the backend that it was told. */
  public Notice yielded(String by) {
    return new Notice(Kind.YIELDED, connection, by, sessionId);
  }

  public static Notice revoked(String by, String sessionId) {
    return new Notice(Kind.REVOKED, ALL, by, sessionId);
  }

  public static Notice mail(String by, String sessionId) {
    return new Notice(Kind.MAIL, ALL, by, sessionId);
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  public static Notice parse(String text) {
    String[] parts = text.split(" ", PARTS);
    if (parts.length < PARTS) {
      throw new IllegalArgumentException("a notice has four parts, got: " + text);
    }
    return new Notice(Kind.valueOf(parts[0]), parts[1], parts[2], parts[3]);
  }

  public String text() {
    return kind + " " + connection + " " + from + " " + sessionId;
  }
}
