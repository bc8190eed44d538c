package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a virtual user loses its connection: at fixed instants since it was ready, whatever the
 * backend does, so that a slow backend cannot slow its own examination down.
 *
 * @param every from one loss to the next; above 0
 * @param disturbed whether something else than its plan calls for a virtual user now; looked at
 *     every second. Empty: nothing ever does
 */
public record Pacing(Duration every, Optional<Predicate<Session>> disturbed) {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final String READY_AT = "ready-at";
  private static final String DUE_AT = "due-at";
  private static final String CYCLES = "cycles";
  private static final long NANOS_A_MICRO = 1_000;

  /** Multiples of it, less their whole parts, fill 0 to 1 evenly however many there are. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** For virtual users whom nothing disturbs. */
  public Pacing(Duration every) {
    this(every, Optional.empty());
  }

  /** Runs a cycle for each return that the virtual user still has planned. */
  public ChainBuilder untilAllReturned(ChainBuilder cycle) {
    return whilst(session -> VirtualUser.of(session).itinerary().hasMore(), cycle);
  }

  /** Runs a cycle again and again, as long as that holds before the wait for the next. */
  public ChainBuilder whilst(Predicate<Session> goesOn, ChainBuilder cycle) {
    return exec(session -> session.set(READY_AT, System.nanoTime()).set(CYCLES, 0))
        .exec(asLongAs((Session session) -> goesOn.test(session)).on(awaitDue().exec(cycle)));
  }

  /**
   * Holds each virtual user up for another part of the time between losses, so that a group that
   * stood still together does not go on in lock-step.
   */
  public ChainBuilder scatter() {
    return exec(pause(session -> share(VirtualUser.of(session).number())));
  }

  private ChainBuilder waitUntilDue() {
    if (disturbed.isEmpty()) {
      return exec(pause(session -> VirtualUser.until(session.getLong(DUE_AT))));
    }
    return exec(
        asLongAs((Session session) -> mustWait(session, disturbed.get()))
            .on(
                pause(
                    session -> {
                      Duration left = VirtualUser.until(session.getLong(DUE_AT));
                      return left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
                    })));
  }

  private static boolean mustWait(Session session, Predicate<Session> disturbed) {
    return System.nanoTime() - session.getLong(DUE_AT) < 0 && !disturbed.test(session);
  }

  private Duration share(int number) {
    double turns = number * GOLDEN;
    return Duration.ofNanos((long) ((turns - Math.floor(turns)) * every.toNanos()));
  }

  /**
   * How many losses fell due while what struck everybody kept the virtual user away: it makes none
   * good, for no user comes back from an outage to lose its connection ten times in a row. What was
   * late by anything else is made good.
   */
  private int missed(Session session) {
    if (disturbed.isEmpty() || !VirtualUser.of(session).itinerary().isStruck()) {
      return 0;
    }
    long late = System.nanoTime() - session.getLong(DUE_AT);
    return late > 0 ? Math.toIntExact(late / every.toNanos()) : 0;
  }

  private ChainBuilder awaitDue() {
    return exec(session -> {
          int cycles = session.getInt(CYCLES) + missed(session);
          long due = session.getLong(READY_AT) + every.multipliedBy(cycles + 1L).toNanos();
          return session.set(CYCLES, cycles + 1).set(DUE_AT, Math.max(due, System.nanoTime()));
        })
        .exec(waitUntilDue())
        .exec(
            session -> {
              long late = Math.max(0, System.nanoTime() - session.getLong(DUE_AT));
              VirtualUser.of(session).bench().recorder().lag(late / NANOS_A_MICRO);
              return session;
            });
  }
}
