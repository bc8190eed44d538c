package dev.holdfast.backend.agent;

import java.time.Duration;

/**
 * How long the agent takes; real time, never scaled.
 *
 * @param thinkTime before the first chunk of a turn; not negative
 * @param chunkDelay before each further chunk; not negative
 * @param contention the share of the think time that turns of all sessions do one after the other;
 *     0 to 1
 */
public record AgentPace(Duration thinkTime, Duration chunkDelay, double contention) {

  /** Answers at once. */
  public static final AgentPace INSTANT = new AgentPace(Duration.ZERO, Duration.ZERO);

  /** Refuses negative times, and contention outside its range or with nothing to contend for. */
  public AgentPace {
    notNegative("agent-delay", thinkTime);
    notNegative("chunk-delay", chunkDelay);
    if (!(contention >= 0 && contention <= 1)) {
      throw new IllegalArgumentException("contention must be 0 to 1, got: " + contention);
    }
    if (contention > 0 && thinkTime.isZero()) {
      throw new IllegalArgumentException(
          "contention needs an agent-delay above 0, got: " + contention + " of no work");
    }
  }

  /** Turns that do not get in each other's way. */
  public AgentPace(Duration thinkTime, Duration chunkDelay) {
    this(thinkTime, chunkDelay, 0);
  }

  private static void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(key + " must not be negative, got: " + value);
    }
  }
}
