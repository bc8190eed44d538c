package dev.holdfast.backend.context;

import java.time.Duration;

/**
 * The facts of one return of a session, as the server knows them.
 *
 * @param sessionId the session that returns
 * @param userId its user
 * @param number the number of the return, from 1
 * @param away how long the session had no connection; zero when an open one is taken over
 * @param placeChanged whether it comes from another IP address than before
 * @param midTurn whether the agent was in a turn when the connection before was lost
 * @param cleanEnd whether the server saw the connection before end with a close frame of the client
 * @param takesOver whether the connection before is still open, as far as the server knows
 */
public record SessionReturn(
    String sessionId,
    String userId,
    int number,
    Duration away,
    boolean placeChanged,
    boolean midTurn,
    boolean cleanEnd,
    boolean takesOver) {

  /** Refuses numbers below one and negative times. */
  public SessionReturn {
    if (number < 1) {
      throw new IllegalArgumentException("number must be at least 1, got: " + number);
    }
    if (away.isNegative()) {
      throw new IllegalArgumentException("away must not be negative, got: " + away);
    }
  }

  /** The same return after another time. */
  SessionReturn awayFor(Duration time) {
    return new SessionReturn(
        sessionId, userId, number, time, placeChanged, midTurn, cleanEnd, takesOver);
  }
}
