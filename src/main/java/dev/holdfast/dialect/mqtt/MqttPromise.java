package dev.holdfast.dialect.mqtt;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.DeliveryClaims.Guarantee;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client asks of a broker, and what it is promised in return.
 *
 * @param level of its subscription: 0 at most once, 1 at least once, 2 exactly once
 * @param keepAlive after one and a half times as much silence the broker gives a connection up; in
 *     whole seconds, from 2 s to 65,535 s
 * @param expiry how long the broker keeps the session of a client that is away; in whole seconds,
 *     above 0
 */
public record MqttPromise(int level, Duration keepAlive, Duration expiry) {

  private static final int MOST_LEVEL = 2;
  private static final Duration SHORTEST_KEEP_ALIVE = Duration.ofSeconds(2);
  private static final Duration LONGEST_KEEP_ALIVE = Duration.ofSeconds(65_535);

  /** Refuses what the protocol cannot say. */
  public MqttPromise {
    if (level < 0 || level > MOST_LEVEL) {
      throw new IllegalArgumentException("qos must be 0, 1 or 2, got: " + level);
    }
    if (keepAlive.compareTo(SHORTEST_KEEP_ALIVE) < 0
        || keepAlive.compareTo(LONGEST_KEEP_ALIVE) > 0
        || keepAlive.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "keep-alive must be from 2s to 65535s in whole seconds, got: " + keepAlive);
    }
    if (expiry.toSeconds() < 1 || expiry.toSeconds() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "session-expiry must be from 1s to " + Integer.MAX_VALUE + "s, got: " + expiry);
    }
  }

  /** What is owed of that which others say. Source: MQTT 5.0, sections 4.3 and 4.6. */
  DeliveryClaims claims() {
    Guarantee guarantee =
        switch (level) {
          case 0 -> Guarantee.AT_MOST_ONCE;
          case 1 -> Guarantee.AT_LEAST_ONCE;
          default -> Guarantee.EXACTLY_ONCE;
        };
    return new DeliveryClaims(guarantee, true, Optional.of(expiry), Integer.MAX_VALUE, true);
  }
}
