package dev.holdfast.steps.connection;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a virtual user loses its connection: at fixed instants, whatever the backend does, so that a
 * slow backend cannot slow its own examination down; and evenly over all users, whenever each of
 * them was ready, so that those who were held up together do not lose their connections together
 * from then on.
 *
 * @param every from one loss to the next; above 0
 * @param disturbed whether something else than its plan calls for a virtual user now; looked at
 *     every second. Empty: nothing ever does
 */
public record Pacing(Duration every, Optional<Predicate<Session>> disturbed) {

  /** The beat of all users of a process counts from here. */
  private static final long ORIGIN = System.nanoTime();

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final String FIRST_DUE = "first-due";
  private static final String DUE_AT = "due-at";
  private static final String CYCLES = "cycles";
  private static final long NANOS_A_MICRO = 1_000;

  /** For virtual users whom nothing disturbs. */
  public Pacing(Duration every) {
    this(every, Optional.empty());
  }

  /**
   * Runs a cycle for each return that the virtual user still has planned, the first of them between
   * a half and one and a half times from now.
   */
  public ChainBuilder untilAllReturned(ChainBuilder cycle) {
    return whilst(
        session -> VirtualUser.of(session).reconnectPlan().hasMore(), cycle, every.dividedBy(2));
  }

  /**
   * Runs a cycle again and again, as long as that holds before the wait for the next. A session
   * that follows another of the same Gatling user goes on in the beat of that one.
   */
  public ChainBuilder whilst(Predicate<Session> goesOn, ChainBuilder cycle) {
    return whilst(goesOn, cycle, Duration.ZERO);
  }

  private ChainBuilder whilst(Predicate<Session> goesOn, ChainBuilder cycle, Duration least) {
    LossSchedule schedule = new LossSchedule(ORIGIN, every);
    return exec(session -> {
          long ready = System.nanoTime() + least.toNanos();
          return session.set(FIRST_DUE, schedule.first(number(session), ready)).set(CYCLES, 0);
        })
        .exec(asLongAs((Session session) -> goesOn.test(session)).on(awaitDue().exec(cycle)));
  }

  /**
   * Waits a part of that time, another one for each user, so that users who were let go together
   * begin evenly spread over it.
   */
  public static ChainBuilder spreadOver(Duration whole) {
    return exec(pause(session -> partOf(whole, number(session))));
  }

  /** That of Gatling's user, over all injectors. */
  private static int number(Session session) {
    return VirtualUser.of(session).runContext().plan().load().share().number(session.userId());
  }

  /**
   * A user's part. Its phase in any beat must tell nothing of it, or those who begin at about the
   * same time would lose their connections together: so multiples of another number than that of
   * {@link LossSchedule} lie behind it.
   */
  static Duration partOf(Duration whole, long user) {
    double turns = user * Math.sqrt(2);
    return Duration.ofNanos((long) ((turns - Math.floor(turns)) * whole.toNanos()));
  }

  /** How long from now until an instant; zero if it has passed. */
  public static Duration until(long nanos) {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  private ChainBuilder waitUntilDue() {
    if (disturbed.isEmpty()) {
      return exec(pause(session -> until(session.getLong(DUE_AT))));
    }
    return exec(
        asLongAs((Session session) -> mustWait(session, disturbed.get()))
            .on(
                pause(
                    session -> {
                      Duration left = until(session.getLong(DUE_AT));
                      return left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
                    })));
  }

  private static boolean mustWait(Session session, Predicate<Session> disturbed) {
    return System.nanoTime() - session.getLong(DUE_AT) < 0 && !disturbed.test(session);
  }

  /**
   * How many losses fell due while what struck everybody kept the virtual user away: it makes none
   * good, for no user comes back from an outage to lose its connection ten times in a row. What was
   * late by anything else is made good.
   */
  private int missed(Session session) {
    if (disturbed.isEmpty() || !VirtualUser.of(session).reconnectPlan().isStruck()) {
      return 0;
    }
    long late = System.nanoTime() - session.getLong(DUE_AT);
    return late > 0 ? Math.toIntExact(late / every.toNanos()) : 0;
  }

  private ChainBuilder awaitDue() {
    return exec(session -> {
          int cycles = session.getInt(CYCLES) + missed(session);
          long due = session.getLong(FIRST_DUE) + every.multipliedBy(cycles).toNanos();
          return session.set(CYCLES, cycles + 1).set(DUE_AT, Math.max(due, System.nanoTime()));
        })
        .exec(waitUntilDue())
        .exec(
            session -> {
              long late = Math.max(0, System.nanoTime() - session.getLong(DUE_AT));
              VirtualUser.of(session).runContext().recorder().lag(late / NANOS_A_MICRO);
              return session;
            });
  }
}
