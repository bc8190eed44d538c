package dev.holdfast.wording;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/**
 * Numbers as people say them, the same on every page, console and file. What a limit is held
 * against keeps as many digits as it needs to stay on its side of the limit: a missed one never
 * looks met.
 */
public final class Wording {

  /** What is said where there is no number. */
  public static final String NONE = "–";

  private static final int SHARE_DIGITS = 12;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final double MILLIS_A_SECOND = 1_000;
  private static final double KIB = 1_024;
  private static final double LEAST_PLAIN = 0.001;

  private Wording() {}

  /** A count, such as {@code 28,800}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count and what it counts, such as {@code 1 node} or {@code 2,000 nodes}. */
  public static String count(long value, String one, String many) {
    return count(value) + " " + (value == 1 ? one : many);
  }

  /** A number of any size with three significant digits, or all whole ones: {@code 1,235}. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "∞" : NONE;
    }
    double size = Math.abs(value);
    if (size > 0 && size < LEAST_PLAIN) {
      return String.format(Locale.ROOT, "%.2e", value).replace("e-0", "e-");
    }
    BigDecimal exact = Digits.of(value);
    return Digits.plain(
        exact.setScale(Math.max(0, Digits.decimals(exact)), RoundingMode.HALF_EVEN));
  }

  /** A number that says on which side of a limit it lies: 1.0998 beside 1.1 is {@code 1.099}. */
  public static String number(double value, double limit) {
    if (!Double.isFinite(value) || !Double.isFinite(limit)) {
      return number(value);
    }
    BigDecimal exact = Digits.of(value);
    return Digits.plain(
        Digits.beside(exact, Digits.of(limit), Math.max(0, Digits.decimals(exact))));
  }

  /** A limit or a setting: all of its digits, such as {@code 1.125}. */
  public static String setting(double value) {
    return Double.isFinite(value) ? Digits.plain(Digits.of(value)) : number(value);
  }

  /**
   * A length of time, such as {@code 38 µs}, {@code 4.5 ms}, {@code 2.74 s}, {@code 3 min 20 s}.
   */
  public static String micros(double micros) {
    return Double.isFinite(micros) ? SpokenTime.ofMicros(micros).rounded() : number(micros);
  }

  /** A length of time that says on which side of a limit it lies, such as {@code 500.2 ms}. */
  public static String micros(double micros, Duration limit) {
    return Double.isFinite(micros)
        ? SpokenTime.ofMicros(micros).beside(SpokenTime.of(limit))
        : micros(micros);
  }

  /** A length of time in milliseconds, as {@link #micros(double)} says it. */
  public static String millis(double millis) {
    return Double.isFinite(millis) ? SpokenTime.ofMillis(millis).rounded() : number(millis);
  }

  /** A length of time in whole milliseconds. */
  public static String millis(long millis) {
    return millis((double) millis);
  }

  /** A length of time in milliseconds that says on which side of a limit it lies. */
  public static String millis(double millis, Duration limit) {
    return Double.isFinite(millis)
        ? SpokenTime.ofMillis(millis).beside(SpokenTime.of(limit))
        : millis(millis);
  }

  /**
   * A length of time that says on which side of a limit it lies, both in milliseconds; beside
   * itself it has all of its digits.
   */
  public static String millis(double millis, double limitMillis) {
    return Double.isFinite(millis) && Double.isFinite(limitMillis)
        ? SpokenTime.ofMillis(millis).beside(SpokenTime.ofMillis(limitMillis))
        : millis(millis);
  }

  /** A limit or a setting: all of its digits, such as {@code 1.25 s} or {@code 1 h 30 min}. */
  public static String duration(Duration duration) {
    return SpokenTime.of(duration).exactly();
  }

  /** A share that is a limit or a setting: all of its digits, such as {@code 99.95 %}. */
  public static String share(double share) {
    return Double.isFinite(share) ? percent(inPercent(share)) : NONE;
  }

  /** A share as a percentage, rounded down: only a whole one reads {@code 100 %}. */
  public static String shareDown(double share) {
    return rounded(share, RoundingMode.FLOOR);
  }

  /**
   * A share that must be at least so much, rounded down: it reads as enough only if it is, and then
   * always.
   */
  public static String shareDown(double share, double atLeast) {
    if (!Double.isFinite(share) || share < atLeast) {
      return shareDown(share);
    }
    BigDecimal exact = inPercent(share);
    BigDecimal down = exact.setScale(shareDecimals(exact), RoundingMode.FLOOR);
    return down.compareTo(inPercent(atLeast)) < 0 ? share(share, atLeast) : percent(down);
  }

  /** A share as a percentage, rounded up: only none at all reads {@code 0 %}. */
  public static String shareUp(double share) {
    return rounded(share, RoundingMode.CEILING);
  }

  /**
   * A share that says on which side of a limit it lies: 0.998996 beside 0.999 is {@code 99.8996 %}.
   */
  public static String share(double share, double limit) {
    if (!Double.isFinite(share)) {
      return NONE;
    }
    BigDecimal exact = inPercent(share);
    return percent(Digits.beside(exact, inPercent(limit), shareDecimals(exact)));
  }

  /** An amount of memory, such as {@code 12.5 MiB}. */
  public static String bytes(double bytes) {
    double size = Math.abs(bytes);
    if (size < KIB) {
      return number(Math.rint(bytes)) + " B";
    }
    if (size < KIB * KIB) {
      return number(bytes / KIB) + " KiB";
    }
    return size < KIB * KIB * KIB
        ? number(bytes / KIB / KIB) + " MiB"
        : number(bytes / KIB / KIB / KIB) + " GiB";
  }

  /** An amount of memory in whole bytes. */
  public static String bytes(long bytes) {
    return bytes((double) bytes);
  }

  /** A time since a run began, such as {@code 1:05} or {@code 7:00:30}. */
  public static String clock(long millis) {
    long seconds = Math.round(millis / MILLIS_A_SECOND);
    long minutes = seconds / 60;
    return minutes < 60
        ? String.format(Locale.ROOT, "%d:%02d", minutes, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", minutes / 60, minutes % 60, seconds % 60);
  }

  private static String rounded(double share, RoundingMode rounding) {
    if (!Double.isFinite(share)) {
      return NONE;
    }
    BigDecimal exact = inPercent(share);
    return percent(exact.setScale(shareDecimals(exact), rounding));
  }

  /** Enough to tell it from none and from all: three digits of the distance to the nearer one. */
  private static int shareDecimals(BigDecimal percent) {
    BigDecimal distance = percent.abs().min(HUNDRED.subtract(percent).abs());
    return Math.max(1, Digits.decimals(distance));
  }

  private static BigDecimal inPercent(double share) {
    return new BigDecimal(share).setScale(SHARE_DIGITS, RoundingMode.HALF_EVEN).movePointRight(2);
  }

  private static String percent(BigDecimal percent) {
    return Digits.plain(percent) + " %";
  }
}
