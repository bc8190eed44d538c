package dev.holdfast.objectives;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/** How figures are written for people: never rounded to the better side. */
public final class Wording {

  private static final double MICROS_A_MILLI = 1_000;

  private Wording() {}

  /** A count, such as {@code 22,000}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A share as a percentage, rounded down, so that only a whole one reads {@code 100 %}. */
  public static String shareDown(double share) {
    return percent(share, RoundingMode.DOWN);
  }

  /** A share as a percentage, rounded up, so that only none at all reads {@code 0 %}. */
  public static String shareUp(double share) {
    return percent(share, RoundingMode.UP);
  }

  /** Microseconds as milliseconds, such as {@code 12.346 ms}. */
  public static String micros(double micros) {
    return plain(micros / MICROS_A_MILLI, "#,##0.###") + " ms";
  }

  /** Whose figure it is, such as {@code same place} or {@code brief gap}. */
  static String cohort(Cohort cohort) {
    return cohort.equals(Cohort.ALL) ? "all" : cohort.value() + " " + cohort.dimension();
  }

  /** That a phase was never timed for a cohort. */
  static String untimed(Phase phase, Cohort cohort) {
    return "no "
        + phase.id()
        + (cohort.equals(Cohort.ALL) ? "" : " of " + cohort(cohort))
        + " was timed";
  }

  public static String millis(double millis) {
    return plain(millis, "#,##0.###") + " ms";
  }

  public static String duration(Duration duration) {
    return micros(duration.toNanos() / 1e3);
  }

  /** A figure of any size, such as {@code 1,234.5}. */
  public static String figure(double value) {
    return plain(value, "#,##0.###");
  }

  private static String percent(double share, RoundingMode rounding) {
    // Cut to 12 digits first: a binary 0.29 must not read 28.9999 %.
    BigDecimal percent =
        new BigDecimal(share)
            .setScale(12, RoundingMode.HALF_EVEN)
            .movePointRight(2)
            .setScale(4, rounding)
            .stripTrailingZeros();
    return percent.toPlainString() + " %";
  }

  private static String plain(double value, String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }
}
