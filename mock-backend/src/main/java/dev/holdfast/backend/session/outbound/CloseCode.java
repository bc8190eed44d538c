package dev.holdfast.backend.session.outbound;

import java.util.Arrays;

/** The codes with which the server closes connections. */
public enum CloseCode {
  /** Nothing is wrong. */
  NORMAL(1000),
  /** The server is draining. */
  DRAINING(1001),
  /** Something failed inside the server. */
  INTERNAL_ERROR(1011),
  /** The server restarts. */
  RESTART(1012),
  /** The session's token has expired or was revoked. */
  TOKEN_INVALID(4401),
  /** A heartbeat was not answered. */
  HEARTBEAT(4408),
  /** A newer connection has taken the session over. */
  TAKEN_OVER(4409),
  /** The client reads too slowly, or sends too much for too long. */
  TOO_MANY(4429);

  private static final int LAST_REGISTERED = 1015;

  private final int number;

  CloseCode(int number) {
    this.number = number;
  }

  /**
   * Whether a close code is one of these or one that RFC 6455 and its registry give a meaning;
   * clients may choose any other from 3000 to 4999.
   */
  public static boolean isKnown(int number) {
    return (number >= 1000 && number <= LAST_REGISTERED)
        || Arrays.stream(values()).anyMatch(code -> code.number == number);
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }
}
