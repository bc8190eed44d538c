package dev.holdfast.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LevelWatchTest {

  private static final LevelPlan PLAN = new LevelPlan(5, 10, 60);
  private static final LevelPromise PROMISE = new LevelPromise(0.001, 500);

  private static final Histogram NOTHING = new Histogram(3);

  private final LevelWatch watch = new LevelWatch(PLAN, Hold.SHORT, PROMISE);

  @Test
  void cutsOffTheWarmUp() {
    for (int second = 0; second < 15; second++) {
      watch.take(tick(second, 100, 0, second < 5 ? 3_000 : 200), NOTHING);
    }

    LevelFigures figures = watch.figures().orElseThrow();
    assertThat(watch.complete()).isTrue();
    assertThat(figures.seconds()).isEqualTo(10);
    assertThat(figures.throughput()).isEqualTo(100);
    assertThat(figures.maxMillis()).isCloseTo(200, within(1.0));
    assertThat(figures.concurrency()).isEqualTo(250);
    assertThat(figures.turnsPerSecond()).isEqualTo(60);
    assertThat(LittlesLaw.of(figures).holds()).isTrue();
  }

  @Test
  void aLevelThatHoldsIsNeverHopeless() {
    for (int second = 0; second < 15; second++) {
      watch.take(tick(second, 100, 0, 600), NOTHING);
      assertThat(watch.hopeless()).isEmpty();
    }
  }

  @Test
  void stopsALevelThatIsFourTimesTooSlowForThreeSeconds() {
    for (int second = 0; second < 7; second++) {
      watch.take(tick(second, 100, 0, 2_500), NOTHING);
      assertThat(watch.hopeless()).isEmpty();
    }
    watch.take(tick(7, 100, 0, 2_500), NOTHING);

    assertThat(watch.hopeless()).hasValue("p99 was above 2000 ms in 3 spans on end");
    assertThat(watch.complete()).isFalse();
    assertThat(watch.figures()).isPresent();
  }

  @Test
  void oneSlowSecondIsNotHopeless() {
    for (int second = 5; second < 12; second++) {
      watch.take(tick(second, 100, 0, second % 2 == 0 ? 2_500 : 200), NOTHING);
    }

    assertThat(watch.hopeless()).isEmpty();
  }

  @Test
  void stopsALevelThatHasFailedMoreThanItsWholeWindowMay() {
    // Ten seconds of 100 may fail once.
    watch.take(tick(5, 100, 1, 200), NOTHING);
    assertThat(watch.hopeless()).isEmpty();
    watch.take(tick(6, 100, 1, 200), NOTHING);

    assertThat(watch.hopeless()).hasValue("2 failed, more than the whole level may");
    assertThat(watch.figures().orElseThrow().failedShare()).isEqualTo(0.01);
  }

  @Test
  void nothingSeenGivesNoFigures() {
    watch.take(tick(1, 100, 0, 200), NOTHING);

    assertThat(watch.figures()).isEmpty();
  }

  @Test
  void knowsWhatTheEndsOfItsWindowCut() {
    for (int second = 0; second < 15; second++) {
      // Only what is under way when the warm-up ends, and when the window does, is cut.
      watch.take(tick(second, 100, 0, 200), waiting(second == 4 ? 3 : second == 14 ? 4 : 9));
    }

    assertThat(watch.figures().orElseThrow().edges()).isCloseTo(5 / 10.0, within(0.001));
  }

  private static Histogram waiting(int seconds) {
    Histogram waiting = new Histogram(3);
    waiting.recordValue(seconds * 1_000_000L);
    return waiting;
  }

  private static LevelTick tick(int second, long works, long failed, long millis) {
    Histogram micros = new Histogram(3);
    micros.recordValueWithCount(millis * 1000, works);
    return new LevelTick(
        second, second + 1, works, works, failed, micros, 2_500 - millis, 250, 250, works / 3, 60);
  }
}
