package dev.holdfast.backend.agent;

import java.time.Duration;

/**
 * How long the agent takes; real time, never scaled.
 *
 * @param thinkTime before the first chunk of a turn; not negative
 * @param chunkDelay before each further chunk; not negative
 */
public record AgentPace(Duration thinkTime, Duration chunkDelay) {

  /** Answers at once. */
  public static final AgentPace INSTANT = new AgentPace(Duration.ZERO, Duration.ZERO);

  /** Refuses negative times. */
  public AgentPace {
    notNegative("agent-delay", thinkTime);
    notNegative("chunk-delay", chunkDelay);
  }

  private static void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(key + " must not be negative, got: " + value);
    }
  }
}
