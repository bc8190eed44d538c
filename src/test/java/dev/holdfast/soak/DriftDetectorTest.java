package dev.holdfast.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each drift that is seeded is found, named and dated; noise is not taken for one. */
class DriftDetectorTest {

  private static final DriftDetector DETECTOR = new DriftDetector(0.99, 7);
  private static final Duration DAY = Duration.ofHours(24);
  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  /** As strict as can be: whatever is found in noise is found by statistics alone. */
  private static final Tolerance NOTHING = new Tolerance(0, 0, 0, NO_LIMIT, DAY);

  private static final Offset<Long> A_MINUTE_OR_SO = within(8 * Curve.MILLIS);

  @Test
  void aLeakOfOnePercentACycleIsFoundFromTheStart() {
    double start = 40e6;
    Tolerance tolerance = new Tolerance(65_536, 1e6, 8e6, 512e6, DAY);
    List<Observation> heap = new Curve(1).of(at -> start * Math.pow(1.01, at), 0.03 * start, 0.3);

    Drift drift = DETECTOR.find(heap, tolerance).orElseThrow();

    assertThat(drift.kind()).isEqualTo(Drift.Kind.CREEP);
    assertThat(drift.sinceMillis()).isLessThan(20 * Curve.MILLIS);
    assertThat(drift.perThousandAtLeast()).isGreaterThan(1e6);
    assertThat(drift.limitInHours()).isBetween(0.5, 8.0);
  }

  @Test
  void aCreepOfThreePercentIsFoundWithItsBeginning() {
    Tolerance tolerance = new Tolerance(2_000, 10_000, 50_000, NO_LIMIT, DAY);
    List<Observation> restore =
        new Curve(2).of(at -> 20_000 * Math.pow(1.03, Math.max(0, at - 20)), 1_500, 0.2);

    Drift drift = DETECTOR.find(restore, tolerance).orElseThrow();

    assertThat(drift.kind()).isEqualTo(Drift.Kind.CREEP);
    assertThat(drift.sinceMillis()).isCloseTo(28 * Curve.MILLIS, within(9 * Curve.MILLIS));
    assertThat(drift.to()).isGreaterThan(1.8 * drift.from());
  }

  @Test
  void aDescriptorLeakIsFoundLongBeforeItsLimit() {
    Tolerance tolerance = new Tolerance(50, 20, 100, 12_000, DAY);
    List<Observation> files = new Curve(3).of(at -> 5_000 + 4.0 * Math.max(0, at - 15), 3, 0);

    Drift drift = DETECTOR.find(files, tolerance).orElseThrow();

    assertThat(drift.kind()).isEqualTo(Drift.Kind.CREEP);
    assertThat(drift.sinceMillis()).isCloseTo(16 * Curve.MILLIS, A_MINUTE_OR_SO);
    // 4 files every 10 s: 7,000 more take about five hours.
    assertThat(drift.limitInHours()).isBetween(4.0, 8.3);
  }

  @Test
  void aLeakWhoseErrorsLingerIsFoundAlways() {
    // By ranks alone, which say nothing of how small the errors are beside the rise, not always.
    Tolerance tolerance = new Tolerance(5, 20, 100, 20_000, DAY);
    for (int seed = 0; seed < 50; seed++) {
      List<Observation> files = new Curve(seed).of(at -> 263 + 6.0 * Math.max(0, at - 20), 6, 0.6);

      assertThat(DETECTOR.find(files, tolerance))
          .as("seed " + seed)
          .hasValueSatisfying(
              drift -> {
                assertThat(drift.sinceMillis())
                    .isCloseTo(21 * Curve.MILLIS, within(8 * Curve.MILLIS));
                assertThat(drift.perThousandAtLeast()).as("told as growing").isPositive();
              });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 30, 45})
  void aStepIsFoundWhereItIs(int when) {
    Tolerance tolerance = new Tolerance(2_000, 10_000, 50_000, NO_LIMIT, DAY);
    List<Observation> p99 = new Curve(4).of(at -> at < when ? 40_000 : 120_000, 8_000, 0.3);

    Drift drift = DETECTOR.find(p99, tolerance).orElseThrow();

    assertThat(drift.kind()).isEqualTo(Drift.Kind.STEP);
    assertThat(drift.sinceMillis()).isCloseTo((when + 1) * Curve.MILLIS, within(2 * Curve.MILLIS));
    assertThat(drift.from()).isCloseTo(40_000, within(12_000.0));
    assertThat(drift.to()).isCloseTo(120_000, within(12_000.0));
  }

  @Test
  void anOutageThatIsOverIsNoStep() {
    Tolerance tolerance = new Tolerance(2_000, 10_000, 50_000, NO_LIMIT, DAY);
    List<Observation> p99 = new Curve(5).of(at -> at >= 25 && at < 33 ? 900_000 : 40_000, 4_000, 0);

    assertThat(DETECTOR.find(p99, tolerance)).isEmpty();
  }

  @Test
  void whatSettlesIsNoLeak() {
    Tolerance tolerance = new Tolerance(65_536, 1e6, 40e6, 512e6, DAY);
    List<Observation> heap = new Curve(6).of(at -> 40e6 + 30e6 * (1 - Math.exp(-at / 5.0)), 1e6, 0);

    assertThat(DETECTOR.find(heap, tolerance)).isEmpty();
  }

  @Test
  void aDriftThatNobodyCaresAboutIsNone() {
    List<Observation> heap = new Curve(7).of(at -> 40e6 + 1_000.0 * at, 1_000, 0);

    assertThat(DETECTOR.find(heap, NOTHING)).as("it is surely there").isPresent();
    assertThat(DETECTOR.find(heap, new Tolerance(65_536, 1e6, 8e6, NO_LIMIT, DAY))).isEmpty();
  }

  @Test
  void twoHundredSteadySeriesRaiseNoMoreAlarmsThanStated() {
    // 1 in 100 is stated; of 200, more than 6 would happen in one of 200 such tests.
    assertAlarms(seed -> new Curve(seed).of(at -> 50, 5, 0));
  }

  @Test
  void twoHundredSeriesWhoseErrorsLingerDoNeither() {
    assertAlarms(seed -> new Curve(seed).of(at -> 50, 5, 0.5));
  }

  @Test
  void twoHundredSpikySeriesDoNeither() {
    assertAlarms(seed -> new Curve(seed).spiky(50, 5));
  }

  @Test
  void aFlatSeriesIsNoDrift() {
    assertThat(DETECTOR.find(new Curve(8).of(at -> 31, 0, 0), NOTHING)).isEmpty();
  }

  private static void assertAlarms(LongFunction<List<Observation>> clean) {
    int alarms = 0;
    for (int seed = 0; seed < 200; seed++) {
      if (DETECTOR.find(clean.apply(1_000 + seed), NOTHING).isPresent()) {
        alarms++;
      }
    }
    assertThat(alarms).isLessThanOrEqualTo(6);
  }
}
