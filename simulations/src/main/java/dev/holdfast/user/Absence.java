package dev.holdfast.user;

import dev.holdfast.continuity.model.Gap;
import java.time.Duration;

/**
 * How a client left, on the monotonic clock.
 *
 * @param began when the loss began
 * @param done when it was over, as far as the client knows
 * @param known whether the server agreed to it, and so has seen it by then
 */
record Absence(long began, long done, boolean known) {

  /**
   * Servers keep such times in milliseconds; a gap may look that much longer or shorter to them.
   */
  private static final long SERVERS_TICK = 1_000_000;

  /**
   * How long the client was away, as the server may have seen it. The end of TCP comes after the
   * last that the client knows of the old connection, its close frame answered; and a server that
   * took its time to answer that may take as long again to see the end.
   *
   * @param left when the client set out to come back
   * @param back when it was back
   */
  Gap until(long left, long back, Duration noticedWithin) {
    long noticed = done + (done - began) + noticedWithin.toNanos();
    return new Gap(
        Duration.ofNanos(known ? Math.max(0, left - noticed - SERVERS_TICK) : 0),
        Duration.ofNanos(Math.max(0, back - began + SERVERS_TICK)));
  }
}
