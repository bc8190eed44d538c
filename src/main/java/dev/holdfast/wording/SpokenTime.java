package dev.holdfast.wording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * A length of time in the units that people use.
 *
 * @param micros in microseconds, of any sign
 */
record SpokenTime(BigDecimal micros) {

  private static final BigDecimal MILLI = BigDecimal.valueOf(1_000);
  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000_000L);
  private static final BigDecimal HOUR = BigDecimal.valueOf(3_600_000_000L);
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400_000_000L);

  static SpokenTime ofMicros(double micros) {
    return new SpokenTime(Digits.of(micros));
  }

  static SpokenTime ofMillis(double millis) {
    return new SpokenTime(Digits.of(millis).multiply(MILLI));
  }

  static SpokenTime of(Duration duration) {
    return new SpokenTime(
        BigDecimal.valueOf(duration.getSeconds())
            .multiply(SECOND)
            .add(BigDecimal.valueOf(duration.getNano(), 3)));
  }

  /** Three significant digits, or the two largest units. */
  String rounded() {
    return rounded(0).exactly();
  }

  /** As many digits as keep it above, at or below the limit. */
  String beside(SpokenTime limit) {
    int side = micros.compareTo(limit.micros);
    SpokenTime shown = rounded(0);
    for (int finer = 1; shown.micros.compareTo(limit.micros) != side; finer++) {
      shown = rounded(finer);
    }
    return shown.exactly();
  }

  /** All that it is. */
  String exactly() {
    BigDecimal size = micros.abs();
    String sign = micros.signum() < 0 ? "-" : "";
    if (size.signum() == 0) {
      return "0 ms";
    }
    if (size.compareTo(MILLI) < 0) {
      return sign + Digits.plain(size) + " µs";
    }
    if (size.compareTo(SECOND) < 0) {
      return sign + in(size, MILLI) + " ms";
    }
    if (size.compareTo(MINUTE) < 0) {
      return sign + in(size, SECOND) + " s";
    }
    return sign + units(size);
  }

  private static String units(BigDecimal size) {
    BigDecimal[] days = size.divideAndRemainder(DAY);
    BigDecimal[] hours = days[1].divideAndRemainder(HOUR);
    BigDecimal[] minutes = hours[1].divideAndRemainder(MINUTE);
    return (unit(days[0], " d ")
            + unit(hours[0], " h ")
            + unit(minutes[0], " min ")
            + (minutes[1].signum() == 0 ? "" : in(minutes[1], SECOND) + " s"))
        .strip();
  }

  private static String unit(BigDecimal many, String unit) {
    return many.signum() == 0 ? "" : Digits.plain(many) + unit;
  }

  private static String in(BigDecimal size, BigDecimal unit) {
    return Digits.plain(size.divide(unit, MathContext.DECIMAL64));
  }

  /** Rounded to what is usual for its size, or to a step that is so many times finer. */
  private SpokenTime rounded(int finer) {
    BigDecimal size = micros.abs();
    BigDecimal step =
        size.compareTo(DAY) >= 0
            ? step(finer, HOUR, MINUTE, SECOND)
            : size.compareTo(HOUR) >= 0
                ? step(finer, MINUTE, SECOND)
                : size.compareTo(MINUTE) >= 0
                    ? step(finer, SECOND)
                    : BigDecimal.ONE.movePointLeft(Digits.decimals(micros) + finer);
    return new SpokenTime(micros.divide(step, 0, RoundingMode.HALF_EVEN).multiply(step));
  }

  private static BigDecimal step(int finer, BigDecimal... steps) {
    int last = steps.length - 1;
    return finer <= last ? steps[finer] : steps[last].movePointLeft(finer - last);
  }
}
