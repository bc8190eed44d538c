package dev.holdfast.markup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them; the same in every report. */
public final class Figure {

  private static final double SECONDS_FROM_MILLIS = 10_000;

  private Figure() {}

  /** A count with thousands separated: {@code 22,000}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * A share as a percentage with at most three decimals, rounded down, so that a single loss among
   * millions never reads as 100 %.
   *
   * @param share 0 to 1
   */
  public static String percent(double share) {
    if (Double.isNaN(share)) {
      return "–";
    }
    return new BigDecimal(Double.toString(share))
            .movePointRight(2)
            .setScale(3, RoundingMode.DOWN)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /** Milliseconds with three significant digits or all whole ones; seconds from ten on. */
  public static String millis(double millis) {
    if (millis >= SECONDS_FROM_MILLIS) {
      return String.format(Locale.ROOT, "%,.1f s", millis / 1000);
    }
    return decimal(millis) + " ms";
  }

  /** A plain number with three significant digits or all whole ones. */
  public static String decimal(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return size == 0 ? "0" : String.format(Locale.ROOT, format, value);
  }

  /** A length of time in its two largest units: {@code 2 min 3 s}. */
  public static String duration(long millis) {
    if (millis < 1000) {
      return millis + " ms";
    }
    long seconds = millis / 1000;
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + rest(seconds % 60, " s");
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h" + rest(seconds % 3600 / 60, " min");
    }
    return seconds / 86_400 + " d" + rest(seconds % 86_400 / 3600, " h");
  }

  private static String rest(long count, String unit) {
    return count == 0 ? "" : " " + count + unit;
  }
}
