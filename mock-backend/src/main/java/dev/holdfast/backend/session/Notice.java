package dev.holdfast.backend.session;

/**
 * What one backend tells another of a session.
 *
 * @param kind what has happened
 * @param connection the connection that it has happened to; empty if to all of the session
 * @param sessionId the session
 */
record Notice(Kind kind, String connection, String sessionId) {
  private static final String ALL = "-";
  private static final int PARTS = 3;

  /** What can happen. */
  enum Kind {
    /** A newer connection has taken the session over. */
    TAKEN,
    /** The session was revoked. */
    REVOKED
  }

  static Notice taken(Holder former, String sessionId) {
    return new Notice(Kind.TAKEN, former.connection(), sessionId);
  }

  static Notice revoked(String sessionId) {
    return new Notice(Kind.REVOKED, ALL, sessionId);
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  static Notice parse(String text) {
    String[] parts = text.split(" ", PARTS);
    if (parts.length < PARTS) {
      throw new IllegalArgumentException("a notice has three parts, got: " + text);
    }
    return new Notice(Kind.valueOf(parts[0]), parts[1], parts[2]);
  }

  String text() {
    return kind + " " + connection + " " + sessionId;
  }
}
