package dev.holdfast.dialect.holdfast;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads ISO-8601 instants. Every message of every history has one, so those in UTC, as the protocol
 * wants them, are read without the objects that a general parser makes.
 */
final class InstantText {

  private static final int SECONDS_END = 19;
  private static final long DAY_MILLIS = 86_400_000L;
  private static final String SHAPE = "0000-00-00T00:00:00";

  private InstantText() {}

  /**
   * The milliseconds since 1970; what is finer is cut off.
   *
   * @throws java.time.DateTimeException if the text is no instant
   */
  static long millis(String text) {
    return isPlain(text)
        ? LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay()
                * DAY_MILLIS
            + number(text, 11, 13) * 3_600_000L
            + number(text, 14, 16) * 60_000L
            + number(text, 17, SECONDS_END) * 1_000L
            + fraction(text)
        : Instant.parse(text).toEpochMilli();
  }

  private static boolean isPlain(String text) {
    int end = text.length() - 1;
    if (end < SECONDS_END || text.charAt(end) != 'Z') {
      return false;
    }
    for (int at = 0; at < SECONDS_END; at++) {
      char shape = SHAPE.charAt(at);
      if (shape == '0' ? !isDigit(text.charAt(at)) : text.charAt(at) != shape) {
        return false;
      }
    }
    boolean whole = end == SECONDS_END;
    for (int at = SECONDS_END + 1; at < end; at++) {
      if (!isDigit(text.charAt(at))) {
        return false;
      }
    }
    return (whole || (text.charAt(SECONDS_END) == '.' && end > SECONDS_END + 1)) && isTime(text);
  }

  private static boolean isTime(String text) {
    return number(text, 11, 13) < 24
        && number(text, 14, 16) < 60
        && number(text, 17, SECONDS_END) < 60;
  }

  private static int fraction(String text) {
    int millis = 0;
    for (int digit = 1; digit <= 3; digit++) {
      int at = SECONDS_END + digit;
      millis = millis * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
    }
    return millis;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      number = number * 10 + text.charAt(at) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
