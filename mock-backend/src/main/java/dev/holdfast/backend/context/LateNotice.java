package dev.holdfast.backend.context;

import java.time.Duration;

/**
 * A server that counts a session's absence from some time after its connection was closed, as those
 * do that wait for the end of TCP. The protocol allows it.
 */
public final class LateNotice implements RetentionRule {

  private final RetentionRule retention;
  private final Duration delay;

  /**
   * Retention by the time that such a server believes the session was away.
   *
   * @param delay from the close to the instant from which absence counts; not negative
   */
  public LateNotice(RetentionRule retention, Duration delay) {
    this.retention = retention;
    this.delay = delay;
  }

  @Override
  public Retained onReturn(SessionReturn reconnection, AgentContext context) {
    Duration away = reconnection.away().minus(delay);
    return retention.onReturn(
        reconnection.awayFor(away.isNegative() ? Duration.ZERO : away), context);
  }
}
