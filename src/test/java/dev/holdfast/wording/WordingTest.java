package dev.holdfast.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0           | 0 ms",
        "0.5         | 0.5 µs",
        "38          | 38 µs",
        "999.4       | 999 µs",
        "999.6       | 1 ms",
        "4500        | 4.5 ms",
        "12346       | 12.3 ms",
        "640000      | 640 ms",
        "999999      | 1 s",
        "2744319     | 2.74 s",
        "42360000    | 42.4 s",
        "59999000    | 1 min",
        "200000000   | 3 min 20 s",
        "3599700000  | 1 h",
        "3900000000  | 1 h 5 min",
        "86399999999 | 1 d",
        "93600000000 | 1 d 2 h",
        "-4500       | -4.5 ms"
      })
  void timesAreSaidInTheUnitsThatPeopleUse(double micros, String said) {
    assertThat(Wording.micros(micros)).isEqualTo(said);
    assertThat(Wording.millis(micros / 1000)).isEqualTo(said);
  }

  @Test
  void limitsAndSettingsKeepAllOfTheirDigits() {
    assertThat(Wording.duration(Duration.ofMillis(500))).isEqualTo("500 ms");
    assertThat(Wording.duration(Duration.ofMillis(2_344))).isEqualTo("2.344 s");
    assertThat(Wording.duration(Duration.ofMillis(90_250))).isEqualTo("1 min 30.25 s");
    assertThat(Wording.share(0.9995)).isEqualTo("99.95 %");
    assertThat(Wording.share(0.29)).isEqualTo("29 %");
    assertThat(Wording.setting(1.0625)).isEqualTo("1.0625");
    assertThat(Wording.millis(2_344, 2_344)).isEqualTo("2.344 s");
  }

  @Test
  void aMissedLimitNeverLooksMet() {
    Duration half = Duration.ofMillis(500);
    assertThat(Wording.micros(500_000, half)).isEqualTo("500 ms");
    assertThat(Wording.micros(500_200, half)).isEqualTo("500.2 ms");
    assertThat(Wording.micros(499_990, half)).isEqualTo("499.99 ms");
    assertThat(Wording.micros(501_234, half)).isEqualTo("501 ms");
    assertThat(Wording.millis(500.2, 500)).isEqualTo("500.2 ms");
    assertThat(Wording.millis(300_020, Duration.ofMinutes(5))).isEqualTo("5 min 0.02 s");
    assertThat(Wording.share(0.998996, 0.999)).isEqualTo("99.899 %");
    assertThat(Wording.share(0.99999992, 0.9999999)).isEqualTo("99.999992 %");
    assertThat(Wording.share(0.9, 0.9)).isEqualTo("90 %");
    assertThat(Wording.share(0.90000001, 0.9)).isEqualTo("90.000001 %");
    assertThat(Wording.number(1.0998, 1.1)).isEqualTo("1.09");
    assertThat(Wording.number(1.10001, 1.1)).isEqualTo("1.10001");
  }

  @Test
  void whatMustBeAtLeastSoMuchReadsAsEnoughOnlyIfItIs() {
    assertThat(Wording.shareDown(0.9990002, 0.999)).isEqualTo("99.9 %");
    assertThat(Wording.shareDown(0.998996, 0.999)).isEqualTo("99.899 %");
    assertThat(Wording.shareDown(0.97129, 0.971234)).isEqualTo("97.129 %");
    assertThat(Wording.shareDown(Double.NaN, 0.999)).isEqualTo("–");
  }

  @Test
  void oneLossAmongMillionsNeverReadsAsNoneOrAsAll() {
    assertThat(Wording.shareDown(1)).isEqualTo("100 %");
    assertThat(Wording.shareDown(0.9999999)).isEqualTo("99.99999 %");
    assertThat(Wording.shareDown(0.99985022)).isEqualTo("99.985 %");
    assertThat(Wording.shareDown(0.973456)).isEqualTo("97.34 %");
    assertThat(Wording.shareDown(0.50987)).isEqualTo("50.9 %");
    assertThat(Wording.shareUp(0)).isEqualTo("0 %");
    assertThat(Wording.shareUp(1e-7)).isEqualTo("0.00001 %");
    assertThat(Wording.shareUp(-0.03219)).isEqualTo("-3.21 %");
    assertThat(Wording.shareUp(2.5)).isEqualTo("250 %");
  }

  @Test
  void countsAndNumbersSeparateThousands() {
    assertThat(Wording.count(28_800)).isEqualTo("28,800");
    assertThat(Wording.count(1, "node", "nodes")).isEqualTo("1 node");
    assertThat(Wording.count(2_000, "node", "nodes")).isEqualTo("2,000 nodes");
    assertThat(Wording.number(12_345.6)).isEqualTo("12,346");
    assertThat(Wording.number(42.36)).isEqualTo("42.4");
    assertThat(Wording.number(-0.0834)).isEqualTo("-0.0834");
    assertThat(Wording.number(0)).isEqualTo("0");
    assertThat(Wording.number(1.5e-5)).isEqualTo("1.50e-5");
  }

  @Test
  void memoryIsSaidInItsOwnUnits() {
    assertThat(Wording.bytes(12)).isEqualTo("12 B");
    assertThat(Wording.bytes(1_536)).isEqualTo("1.5 KiB");
    assertThat(Wording.bytes(13_107_200)).isEqualTo("12.5 MiB");
    assertThat(Wording.bytes(2_147_483_648.0)).isEqualTo("2 GiB");
  }

  @Test
  void timesOfARunReadAsAClock() {
    assertThat(Wording.clock(65_000)).isEqualTo("1:05");
    assertThat(Wording.clock(25_230_000)).isEqualTo("7:00:30");
  }

  @Test
  void whatIsNoNumberIsSaidToBeNone() {
    assertThat(Wording.shareDown(Double.NaN)).isEqualTo("–");
    assertThat(Wording.share(Double.NaN, 0.999)).isEqualTo("–");
    assertThat(Wording.number(Double.NaN)).isEqualTo("–");
    assertThat(Wording.micros(Double.NaN)).isEqualTo("–");
    assertThat(Wording.millis(Double.POSITIVE_INFINITY)).isEqualTo("∞");
  }
}
