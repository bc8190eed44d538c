package dev.holdfast.wording;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The digits of a decimal number. */
final class Digits {

  /** So many significant ones are enough for people. */
  static final int ENOUGH = 3;

  /** A double says no more digits than this for sure: a binary 0.29 must not read 28.9999 %. */
  private static final MathContext SURE = new MathContext(15, RoundingMode.HALF_EVEN);

  private Digits() {}

  static BigDecimal of(double value) {
    return new BigDecimal(value, SURE);
  }

  /** With thousands separated and without zeros that say nothing. */
  static String plain(BigDecimal value) {
    String digits = value.abs().stripTrailingZeros().toPlainString();
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    String rest = point < 0 ? "" : digits.substring(point);
    return (value.signum() < 0 ? "-" : "")
        + String.format(Locale.ROOT, "%,d", new BigInteger(whole))
        + rest;
  }

  /** Decimals that show enough digits of this number; negative where whole ones are enough. */
  static int decimals(BigDecimal value) {
    return value.signum() == 0 ? 0 : ENOUGH - value.precision() + value.scale();
  }

  /** Rounded down to so many decimals, or to as many more as leave it on its side of a limit. */
  static BigDecimal beside(BigDecimal exact, BigDecimal limit, int decimals) {
    int side = exact.compareTo(limit);
    for (int more = decimals; more < exact.scale(); more++) {
      BigDecimal shown = exact.setScale(more, RoundingMode.FLOOR);
      if (shown.compareTo(limit) == side) {
        return shown;
      }
    }
    return exact;
  }
}
