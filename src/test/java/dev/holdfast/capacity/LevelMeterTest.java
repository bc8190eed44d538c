package dev.holdfast.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LevelMeterTest {

  private static final long MILLI = 1_000_000;
  private static final long TEN_MILLIS = 10 * MILLI;
  private static final long SECOND = 1_000 * MILLI;
  private static final LevelPromise PROMISE = new LevelPromise(0.001, 500);

  private final LevelMeter meter = new LevelMeter();

  @Test
  void whatIsAtOnceIsMeasuredAndAgreesWithLittlesLaw() {
    meter.begin(0, 1, 100, false);
    for (int i = 0; i < 200; i++) {
      work(1, i, i * TEN_MILLIS, i * TEN_MILLIS + 5 * MILLI, true);
    }

    LevelMeter.Cut cut = meter.cut(2 * SECOND);

    assertThat(cut.tick().planned()).isEqualTo(200);
    assertThat(cut.tick().begun()).isEqualTo(200);
    assertThat(cut.inTime()).isEqualTo(200);
    assertThat(cut.tick().concurrency()).isCloseTo(0.5, within(1e-6));
    assertThat(cut.tick().responseMicros().getMean()).isCloseTo(5_000, within(10.0));
  }

  @Test
  void aUnitIsThereFromTheInstantAtWhichItWasDue() {
    meter.begin(0, 1, 1, false);
    meter.began(800 * MILLI, 1, 7, 300 * MILLI, 800 * MILLI, -1);

    LevelMeter.Cut cut = meter.cut(SECOND);

    assertThat(cut.tick().concurrency()).isCloseTo(0.7, within(1e-6));
    assertThat(cut.inTime()).as("its session was not free before").isEqualTo(1);
    assertThat(cut.waitingMicros().getMaxValue()).isCloseTo(700_000, within(1_000L));
  }

  @Test
  void aUnitThatBeginsLateThoughItsSessionWasFreeIsTheGeneratorsDoing() {
    meter.begin(0, 1, 1, false);
    meter.began(600 * MILLI, 1, 7, 300 * MILLI, 0, -1);

    assertThat(meter.cut(SECOND).inTime()).isZero();
  }

  @Test
  void whatBelongsToTheLevelBeforeIsLeftOut() {
    meter.begin(0, 1, 10, false);
    meter.began(SECOND, 1, 7, SECOND, SECOND, -1);
    meter.begin(2 * SECOND, 2, 10, false);
    meter.ended(3 * SECOND, new LevelMeter.Unit(1, 7, SECOND, false, 1, 0));

    LevelTick tick = meter.cut(4 * SECOND).tick();

    assertThat(tick.failed()).isZero();
    assertThat(tick.responseMicros().getTotalCount()).isZero();
    assertThat(tick.fromSeconds()).isZero();
    assertThat(tick.toSeconds()).isEqualTo(2);
  }

  @Test
  void whatALevelLeftBehindIsSeenUntilItHasComeBack() {
    meter.begin(0, 1, 10, false);
    meter.began(SECOND, 1, 7, SECOND, SECOND, -1);
    meter.begin(2 * SECOND, 0, 0, false);
    assertThat(meter.cut(3 * SECOND).busy()).isEqualTo(1);

    meter.ended(4 * SECOND, new LevelMeter.Unit(1, 7, SECOND, true, 1, 0));

    assertThat(meter.cut(5 * SECOND).busy()).isZero();
  }

  @Test
  void sessionsAreCountedByTheTimeThatTheyAreOpen() {
    meter.begin(0, 1, 2, true);
    meter.opened(0, 3);
    meter.opened(500 * MILLI, 1);
    meter.began(500 * MILLI, 1, 7, 500 * MILLI, 0, 100 * MILLI);

    LevelMeter.Cut cut = meter.cut(SECOND);

    assertThat(cut.tick().concurrency()).isCloseTo(3.5, within(1e-6));
    assertThat(cut.tick().pauseMillis()).isCloseTo(400, within(1e-6));
    assertThat(cut.open()).isEqualTo(4);
  }

  @Test
  void injectorsTogetherCountAsOne() {
    LevelMeter other = new LevelMeter();
    meter.begin(0, 3, 100, false);
    other.begin(0, 3, 50, false);
    work(3, 1, 0, 10 * MILLI, false);
    other.began(0, 3, 1, 0, 0, -1);

    IntervalReport both =
        IntervalReport.together(
            List.of(
                new IntervalReport(meter.cut(SECOND), 0.3, 0.1, lag(2_000)),
                new IntervalReport(other.cut(2 * SECOND), 0.4, 0.2, lag(90_000))));

    assertThat(both.cut().tick().planned()).isEqualTo(200);
    assertThat(both.cut().tick().toSeconds()).isEqualTo(1.5);
    assertThat(both.cut().tick().concurrency()).isCloseTo(1.01, within(1e-6));
    assertThat(both.cut().waitingMicros().getTotalCount()).isEqualTo(1);
    assertThat(both.cpuShare()).isCloseTo(0.7, within(1e-9));
    assertThat(both.openFilesShare()).isEqualTo(0.2);
    assertThat(both.lagMicros()).as("the latest one's alone").isEqualTo(lag(90_000));
  }

  @Test
  void spansOfSeveralLevelsDoNotAdd() {
    meter.begin(0, 1, 1, false);
    IntervalReport first = new IntervalReport(meter.cut(SECOND), 0, 0, lag(1));
    meter.begin(SECOND, 2, 1, false);
    IntervalReport second = new IntervalReport(meter.cut(2 * SECOND), 0, 0, lag(1));

    assertThatThrownBy(() -> IntervalReport.together(List.of(first, second)))
        .hasMessage("spans must be at least one, and of one level, got: [1, 2]");
  }

  @Test
  void aLevelThatIsShorterThanItsTargetIsSlowBreaksByWhatHasNotComeBack() {
    LevelWatch watch = new LevelWatch(new LevelPlan(0, 2, 2), Hold.SHORT, PROMISE);
    meter.begin(0, 1, 100, false);
    for (int i = 0; i < 200; i++) {
      if (i % 10 == 0) {
        meter.began(i * TEN_MILLIS, 1, i, i * TEN_MILLIS, 0, -1);
      } else {
        work(1, i, i * TEN_MILLIS, i * TEN_MILLIS + 5 * MILLI, true);
      }
    }
    LevelMeter.Cut cut = meter.cut(2 * SECOND);
    watch.take(cut.tick(), cut.waitingMicros());
    assertThat(PROMISE.broken(watch.figures().orElseThrow())).isEmpty();

    watch.end();

    assertThat(PROMISE.broken(watch.figures().orElseThrow())).hasSize(1);
  }

  @Test
  void theTollCutsOffTheWarmUpAndBlamesAGeneratorThatBeganNothing() {
    GeneratorOverhead overhead = new GeneratorOverhead(new LevelPlan(1, 2, 2));
    meter.begin(0, 1, 100, false);
    overhead.take(new IntervalReport(meter.cut(SECOND), 1, 1, lag(3_000_000)));
    overhead.take(new IntervalReport(meter.cut(2 * SECOND), 0.2, 0.1, lag(1_000)));

    assertThat(overhead.use().cpuShare()).isCloseTo(0.2, within(1e-9));
    assertThat(overhead.use().eventLoopLagP99Millis()).isCloseTo(1, within(0.01));
    assertThat(overhead.use().limits()).hasSize(1).first().asString().contains("planned work");
  }

  @Test
  void aGeneratorWhoseWorkAllWaitsForTheTargetIsNotToBlame() {
    GeneratorOverhead overhead = new GeneratorOverhead(new LevelPlan(0, 2, 2));
    meter.begin(0, 1, 100, false);
    meter.began(0, 1, 7, 0, 0, -1);
    meter.cut(SECOND);
    overhead.take(new IntervalReport(meter.cut(2 * SECOND), 0.2, 0.1, lag(1_000)));

    assertThat(overhead.use().limits()).isEmpty();
  }

  @Test
  void timersThatNobodySawRunMakeTheGeneratorTheLimit() {
    GeneratorOverhead overhead = new GeneratorOverhead(new LevelPlan(0, 2, 2));

    assertThat(overhead.use().limits()).hasSize(1).first().asString().contains("timer lag");
  }

  private void work(int level, int user, long from, long to, boolean kept) {
    meter.began(from, level, user, from, 0, -1);
    meter.ended(to, new LevelMeter.Unit(level, user, to - from, kept, 1, 0));
  }

  private static Histogram lag(long micros) {
    Histogram lag = new Histogram(3);
    lag.recordValue(micros);
    return lag;
  }
}
