package dev.holdfast.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FillingTest {

  private static final int MILLI = 1_000;

  /** Two spans of a second are the least. */
  private final Filling filling = new Filling(200, 1, 1);

  @Test
  void isOverOnceAllAreThereAndTimersAreOnTimeAgain() {
    take(120, 0, 900);
    assertThat(filling.complete()).isFalse();

    take(200, 0, 900);
    assertThat(filling.complete()).isTrue();
    assertThat(filling.settled()).isFalse();

    take(200, 0, 3);
    assertThat(filling.settled()).isFalse();

    take(200, 0, 3);
    assertThat(filling.settled()).isTrue();
  }

  @Test
  void oneSpanThatIsLateAgainBeginsTheWaitAnew() {
    take(200, 0, 3);
    take(200, 0, 51);
    take(200, 0, 3);
    assertThat(filling.settled()).isFalse();

    take(200, 0, 3);
    assertThat(filling.settled()).isTrue();
  }

  /** A pause in one of many spans is what a level may have too. */
  @Test
  void afterALongFillingManySpansMustBeOnTimeTogether() {
    Filling large = new Filling(50_000, 200, 1);
    for (int span = 1; span < 10; span++) {
      large.take(span(50_000, 0, lag(200, span == 5 ? 900 : 3)));
      assertThat(large.settled()).isFalse();
    }

    large.take(span(50_000, 0, lag(200, 3)));

    assertThat(large.settled()).isTrue();
  }

  @Test
  void whatTheLevelBeforeHadUnderWayMustHaveComeBack() {
    take(200, 1, 3);
    take(200, 1, 3);

    assertThat(filling.complete()).isFalse();
    assertThat(filling.settled()).isFalse();
  }

  @Test
  void sessionsThatAreStillToLeaveAreTooMany() {
    take(201, 0, 3);

    assertThat(filling.complete()).isFalse();
  }

  @Test
  void timersThatNobodySawAreNotOnTime() {
    filling.take(span(200, 0, new Histogram(3)));
    filling.take(span(200, 0, new Histogram(3)));

    assertThat(filling.complete()).isTrue();
    assertThat(filling.settled()).isFalse();
  }

  /** So many timers on time and one that was so late. */
  private static Histogram lag(int onTime, int lateMillis) {
    Histogram lag = new Histogram(3);
    lag.recordValueWithCount(MILLI, onTime);
    lag.recordValue((long) lateMillis * MILLI);
    return lag;
  }

  private void take(int open, int busy, int lagMillis) {
    Histogram lag = new Histogram(3);
    lag.recordValue((long) lagMillis * MILLI);
    filling.take(span(open, busy, lag));
  }

  private static IntervalReport span(int open, int busy, Histogram lag) {
    LevelTick tick = new LevelTick(0, 1, 0, 0, 0, new Histogram(3), 0, 0, open, 0, 0);
    return new IntervalReport(
        new LevelMeter.Cut(0, tick, 0, new Histogram(3), busy, open), 0.1, 0.1, lag);
  }
}
