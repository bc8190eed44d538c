package dev.holdfast.backend.session;

import dev.holdfast.backend.session.outbound.CloseCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after open connections: pings the silent, closes the dead and those whose token has ended,
 * and drops sockets whose peer does not answer a close frame.
 */
public final class HeartbeatMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatMonitor.class);
  private static final long LONGEST_ROUND_MILLIS = 250;

  private final Connections connections;
  private final ConnectionLimits limits;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /**
   * A monitor of these connections.
   *
   * @param nanoTime the monotonic clock
   */
  public HeartbeatMonitor(
      Connections connections,
      ConnectionLimits limits,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.connections = connections;
    this.limits = limits;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Goes round often enough to be late by a tenth of the shortest limit, or a quarter second. */
  public ScheduledFuture<?> start(ScheduledExecutorService scheduler) {
    Duration shortest =
        limits.heartbeatInterval().compareTo(limits.heartbeatTimeout()) < 0
            ? limits.heartbeatInterval()
            : limits.heartbeatTimeout();
    long round = Math.max(1, Math.min(LONGEST_ROUND_MILLIS, shortest.toMillis() / 10));
    return scheduler.scheduleWithFixedDelay(this::goRound, round, round, TimeUnit.MILLISECONDS);
  }

  /** Looks at every connection once. */
  void goRound() {
    long now = nanoTime.getAsLong();
    for (Connection connection : connections.all()) {
      try {
        look(connection, now);
      } catch (RuntimeException e) {
        // One broken connection must not end the heartbeats of all.
        LOG.warn("a connection could not be looked after", e);
      }
    }
  }

  private void look(Connection connection, long now) {
    if (connection.wire().closing()) {
      if (connection.wire().closingFor(limits.closeTimeout().toNanos())) {
        connection.wire().disconnect();
      }
    } else if (limits.closesOnExpiry() && connection.claims().expiredAt(clock.instant())) {
      connection.cut(CloseCode.TOKEN_INVALID, "token expired");
    } else {
      heartbeat(connection, now);
    }
  }

  private void heartbeat(Connection connection, long now) {
    long heard = connection.heardNanos();
    long pinged = connection.pingedNanos();
    boolean unanswered = pinged - heard > 0;
    if (unanswered && now - pinged >= limits.heartbeatTimeout().toNanos()) {
      connection.cut(CloseCode.HEARTBEAT, "heartbeat unanswered");
    } else if (!unanswered && now - heard >= limits.heartbeatInterval().toNanos()) {
      connection.ping(now);
    }
  }
}
