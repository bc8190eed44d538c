package dev.holdfast.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts and rates as people write them: {@code 30%}, {@code 5%/min}, {@code 2/min}. */
final class Share {

  private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(%?)(?: ?/ ?(\\w+))?");
  private static final double DAY = 86_400;
  private static final Map<String, Double> SECONDS =
      Map.of("s", 1.0, "sec", 1.0, "min", 60.0, "h", 3600.0, "hour", 3600.0, "d", DAY, "day", DAY);

  private Share() {}

  /**
   * A part of a whole.
   *
   * @param option whose value it is, for the message
   * @return 0.3 for {@code 30%}
   * @throws IllegalArgumentException if it is none
   */
  static double of(String option, String text) {
    String such = "a percentage such as 30%";
    Matcher parsed = parsed(option, text, such);
    check(isPercent(parsed) && parsed.group(3) == null, option, text, such);
    return number(parsed) / 100;
  }

  /**
   * A part of a whole in a second.
   *
   * @throws IllegalArgumentException if it is none
   */
  static double perSecond(String option, String text) {
    String such = "a percentage in a time such as 5%/min";
    Matcher parsed = parsed(option, text, such);
    check(isPercent(parsed) && hasUnit(parsed), option, text, such);
    return number(parsed) / 100 / seconds(parsed);
  }

  /**
   * A number in a second.
   *
   * @throws IllegalArgumentException if it is none
   */
  static double countPerSecond(String option, String text) {
    String such = "a number in a time such as 2/min";
    Matcher parsed = parsed(option, text, such);
    check(!isPercent(parsed) && hasUnit(parsed), option, text, such);
    return number(parsed) / seconds(parsed);
  }

  /**
   * A part of a whole in a month.
   *
   * @throws IllegalArgumentException if it is none
   */
  static double perMonth(String option, String text) {
    String such = "a percentage in a month such as 8%/month";
    Matcher parsed = parsed(option, text, such);
    check(isPercent(parsed) && "month".equals(parsed.group(3)), option, text, such);
    return number(parsed) / 100;
  }

  private static Matcher parsed(String option, String text, String such) {
    Matcher matcher = NUMBER.matcher(text.strip());
    check(matcher.matches(), option, text, such);
    return matcher;
  }

  private static void check(boolean met, String option, String text, String such) {
    if (!met) {
      throw new IllegalArgumentException(option + " must be " + such + ", got: " + text);
    }
  }

  private static boolean isPercent(Matcher parsed) {
    return !parsed.group(2).isEmpty();
  }

  private static boolean hasUnit(Matcher parsed) {
    return parsed.group(3) != null && SECONDS.containsKey(parsed.group(3));
  }

  private static double seconds(Matcher parsed) {
    return SECONDS.getOrDefault(parsed.group(3), 1.0);
  }

  private static double number(Matcher parsed) {
    return Double.parseDouble(parsed.group(1));
  }
}
