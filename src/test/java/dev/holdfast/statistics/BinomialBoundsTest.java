package dev.holdfast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialBoundsTest {

  @ParameterizedTest(name = "{0} failures: {1} at 95 %, {2} at 99 %, {3} for 99.99 %")
  @CsvSource({
    "0, 2995, 4603, 29956",
    "1, 4742, 6636, 47437",
    "2, 6294, 8403, 62956",
    "3, 7752, 10042, 77535",
    "5, 10511, 13105, 105128"
  })
  void needsAsManyTrialsAsTheExactBinomialSays(
      long failures, long at95, long at99, long forFourNines) {
    BinomialBounds usual = new BinomialBounds(0.95);

    assertThat(usual.trialsNeeded(0.999, failures)).isEqualTo(at95);
    assertThat(new BinomialBounds(0.99).trialsNeeded(0.999, failures)).isEqualTo(at99);
    assertThat(usual.trialsNeeded(0.9999, failures)).isEqualTo(forFourNines);
  }

  @Test
  void oneTrialLessIsNotEnough() {
    BinomialBounds bounds = new BinomialBounds(0.95);

    assertThat(bounds.lower(2_995, 0)).isGreaterThanOrEqualTo(0.999);
    assertThat(bounds.lower(2_994, 0)).isLessThan(0.999);
  }

  @Test
  void withoutAFailureIsTheClosedForm() {
    assertThat(new BinomialBounds(0.95).lower(3_000, 0))
        .isCloseTo(Math.pow(0.05, 1.0 / 3_000), within(1e-12));
    assertThat(1 - new BinomialBounds(0.95).lower(3_000, 0)).isCloseTo(0.000998, within(1e-6));
  }

  @Test
  void wilsonWouldPromiseMoreThanTheDataHold() {
    double wilson =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(3_000, 3_000, 0.1).getLowerBound();

    assertThat(1 - wilson).isCloseTo(0.000901, within(1e-6));
    assertThat(wilson).isGreaterThan(new BinomialBounds(0.95).lower(3_000, 0));
  }

  @Test
  void fiveFailuresInTenThousandAreNotProofOfThreeNines() {
    assertThat(1 - new BinomialBounds(0.95).lower(10_000, 5)).isCloseTo(0.00105, within(1e-5));
  }

  @Test
  void boundsEncloseTheObservedRate() {
    BinomialBounds bounds = new BinomialBounds(0.95);

    assertThat(bounds.lower(1_000, 20)).isLessThan(0.98);
    assertThat(bounds.upper(1_000, 20)).isGreaterThan(0.98).isLessThan(1);
  }

  @Test
  void nothingTriedSaysNothing() {
    BinomialBounds bounds = new BinomialBounds(0.95);

    assertThat(bounds.lower(0, 0)).isZero();
    assertThat(bounds.upper(0, 0)).isOne();
    assertThat(bounds.lower(7, 7)).isZero();
    assertThat(bounds.upper(7, 7)).isLessThan(1);
  }

  @Test
  void refusesWhatCannotBe() {
    BinomialBounds bounds = new BinomialBounds(0.95);

    assertThatThrownBy(() -> new BinomialBounds(0.5)).hasMessageContaining("confidence must be");
    assertThatThrownBy(() -> new BinomialBounds(1)).hasMessageContaining("got: 1.0");
    assertThatThrownBy(() -> bounds.lower(1, 2)).hasMessageContaining("got: 2 of 1");
    assertThatThrownBy(() -> bounds.upper(-1, 0)).hasMessageContaining("got: 0 of -1");
    assertThatThrownBy(() -> bounds.trialsNeeded(1, 0)).hasMessageContaining("required must be");
  }
}
