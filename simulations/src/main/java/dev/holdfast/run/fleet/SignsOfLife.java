package dev.holdfast.run.fleet;

import dev.holdfast.run.exchange.FleetMessages;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** By what an injector is taken to live, to record, and to have begun with the others. */
final class SignsOfLife {

  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final double MOST_LATE_MILLIS = 100;

  /** As long as an injector may take to tell the last of its intervals and to send its files. */
  private static final Duration NO_SPAN = Duration.ofMinutes(5);

  private SignsOfLife() {}

  /**
   * What is missing of an injector that has not said that it is done.
   *
   * @param now on this process's monotonic clock, in nanoseconds
   * @param recording whether the load has begun, so that intervals must come
   * @return why the run can say nothing; empty if it lives and records
   */
  static Optional<String> missing(Member member, long now, boolean recording) {
    if (!member.isHere() || member.bye() != null) {
      return Optional.empty();
    }
    if (member.silentNanos(now) > SILENCE.toNanos()) {
      return Optional.of(
          member.named()
              + " has said nothing for "
              + SILENCE.toSeconds()
              + " s: it was killed, stands still, or is cut off; look at it and its network, and"
              + " run again");
    }
    return recording && member.withoutSpanNanos(now) > NO_SPAN.toNanos()
        ? Optional.of(
            member.named()
                + " lives, but no interval of it has come for "
                + NO_SPAN.toMinutes()
                + " min: look at its log and its disk, and whether the exchange is full")
        : Optional.empty();
  }

  /** That an injector began too late to have played its part; empty if it did not. */
  static Optional<String> lateStart(
      Member member, FleetMessages.Pulse before, FleetMessages.Pulse now) {
    return now.startedLateMillis() > MOST_LATE_MILLIS && before.startedLateMillis() == 0
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s began %.0f ms after the instant that all were to begin at, at most %.0f"
                    + " are borne; give it a quieter machine",
                member.named(),
                now.startedLateMillis(),
                MOST_LATE_MILLIS))
        : Optional.empty();
  }
}
