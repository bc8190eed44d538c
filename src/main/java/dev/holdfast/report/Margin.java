package dev.holdfast.report;

import dev.holdfast.objectives.ObjectiveResult;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of what an objective allows was used.
 *
 * <p>An objective is told in words and numbers. Where it requires one limit in milliseconds,
 * seconds or per cent, what was measured in the same unit compares with it: a limit from above is
 * used by what was measured, a percentage from below by what is missing to 100 %. An objective that
 * offers an alternative, or has no unit, has no margin to draw.
 *
 * @param used 0 nothing used, 1 exactly at the limit, above 1 beyond it
 */
record Margin(double used) {

  private static final String NUMBER = "([0-9][0-9,]*(?:\\.[0-9]+)?)";
  private static final String UNIT = "\\s?(%|ms|s)(?![a-zA-Z])";
  private static final Pattern LIMIT = Pattern.compile("([≤≥<>])\\s*" + NUMBER + UNIT);
  private static final Pattern VALUE = Pattern.compile("(-?)" + NUMBER + UNIT);
  private static final Pattern BOUND =
      Pattern.compile("\\(at (?:least|most) " + NUMBER + "\\s?(%)\\)");

  static Optional<Margin> of(ObjectiveResult objective) {
    Matcher limit = LIMIT.matcher(objective.required());
    boolean alternative = objective.required().contains(" or ");
    if (alternative || !limit.find()) {
      return Optional.empty();
    }
    String unit = limit.group(3);
    double allowed = number(limit.group(2));
    return measured(objective.measured(), unit)
        .flatMap(
            value ->
                "≤<".contains(limit.group(1))
                    ? fromAbove(value, allowed)
                    : fromBelow(value, allowed, unit));
  }

  private static Optional<Margin> fromAbove(double value, double allowed) {
    return allowed > 0 ? Optional.of(new Margin(Math.max(0, value / allowed))) : Optional.empty();
  }

  private static Optional<Margin> fromBelow(double value, double required, String unit) {
    boolean shareBelowAll = unit.equals("%") && required < 100;
    return shareBelowAll
        ? Optional.of(new Margin(Math.max(0, (100 - value) / (100 - required))))
        : Optional.empty();
  }

  /** The confidence bound if one is told, for the objective hangs on it, else the first value. */
  private static Optional<Double> measured(String text, String unit) {
    Matcher bound = BOUND.matcher(text);
    if (unit.equals("%") && bound.find()) {
      return Optional.of(number(bound.group(1)));
    }
    Matcher value = VALUE.matcher(text);
    while (value.find()) {
      if (value.group(3).equals(unit)) {
        return Optional.of((value.group(1).isEmpty() ? 1 : -1) * number(value.group(2)));
      }
    }
    return Optional.empty();
  }

  private static double number(String digits) {
    return Double.parseDouble(digits.replace(",", ""));
  }
}
