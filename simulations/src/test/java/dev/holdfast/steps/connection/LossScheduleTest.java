package dev.holdfast.steps.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Losses come evenly, whatever held their users up at the beginning. */
final class LossScheduleTest {

  private static final int USERS = 2_000;
  private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(40).toNanos();
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration STEADY = Duration.ofSeconds(40);
  private static final Duration END = Duration.ofMinutes(2);

  private final LossSchedule schedule = new LossSchedule(ORIGIN, EVERY);

  @Test
  void theFirstLossComesWithinABeatOfBeingReady() {
    LongStream.rangeClosed(1, USERS)
        .forEach(
            user ->
                assertThat(schedule.first(user, ready(user)) - ready(user))
                    .isBetween(0L, EVERY.toNanos() - 1));
  }

  @Test
  void beingReadyALittleLaterChangesNothing() {
    long ready = ORIGIN + 5;
    long first = schedule.first(7, ready);

    assertThat(schedule.first(7, first)).isEqualTo(first);
    assertThat(schedule.first(7, first + 1)).isEqualTo(first + EVERY.toNanos());
  }

  @Test
  void anyFiveSecondsSeeTheSameShareOfLosses() {
    assertThat(unevenness(1, schedule::first)).isLessThan(0.1);
  }

  @Test
  void theUsersOfOneScenarioOfSevenAreEvenToo() {
    assertThat(unevenness(7, schedule::first)).isLessThan(0.1);
  }

  @Test
  void countingFromWhenUsersWereReadyWouldNotBeEven() {
    assertThat(unevenness(1, (user, ready) -> ready + EVERY.toNanos())).isGreaterThan(0.3);
  }

  @Test
  void usersWhoBeginOneAfterTheOtherDoNotLoseTheirConnectionsTogether() {
    Duration spread = Duration.ofSeconds(28);
    Duration beat = Duration.ofMillis(350);
    LossSchedule quick = new LossSchedule(0, beat);

    LongSummaryStatistics losses =
        LongStream.rangeClosed(1, 400)
            .map(user -> quick.first(user, Pacing.partOf(spread, user).toNanos()))
            .flatMap(first -> LongStream.range(0, 10).map(cycle -> first + cycle * beat.toNanos()))
            .map(due -> due / Duration.ofMillis(50).toNanos())
            .filter(window -> window >= 100 && window < 500)
            .boxed()
            .collect(Collectors.groupingBy(window -> window, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(count -> count)
            .summaryStatistics();

    assertThat(losses.getCount()).as("windows with a loss").isEqualTo(400);
    assertThat((double) losses.getMax()).isLessThan(2 * losses.getAverage());
  }

  /** All arrive within 20 s; but whoever came in the first 8 s was held up until their end. */
  private static long ready(long user) {
    long arrived = user * Duration.ofSeconds(20).toNanos() / USERS;
    return ORIGIN + Math.max(arrived, Duration.ofSeconds(8).toNanos());
  }

  /** Largest share of the mean by which losses in any five seconds of the steady part differ. */
  private static double unevenness(int oneIn, LongBinaryOperator first) {
    LongSummaryStatistics losses = new LongSummaryStatistics();
    for (Duration from = STEADY;
        from.plus(WINDOW).compareTo(END) < 0;
        from = from.plusMillis(500)) {
      long begin = ORIGIN + from.toNanos();
      long count = 0;
      for (long user = 1; user <= USERS; user += oneIn) {
        long due = first.applyAsLong(user, ready(user));
        count += beatsBefore(begin + WINDOW.toNanos() - due) - beatsBefore(begin - due);
      }
      losses.accept(count);
    }
    double mean = losses.getAverage();
    return Math.max(losses.getMax() - mean, mean - losses.getMin()) / mean;
  }

  private static long beatsBefore(long nanosSinceFirst) {
    return Math.max(0, Math.floorDiv(nanosSinceFirst - 1, EVERY.toNanos()) + 1);
  }
}
