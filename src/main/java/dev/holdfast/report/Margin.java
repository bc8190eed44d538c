package dev.holdfast.report;

import dev.holdfast.objectives.ObjectiveResult;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of what an objective allows was used.
 *
 * <p>An objective is told in words and numbers; where required and measured begin with numbers of
 * one unit, they compare: a limit from above is used by what was measured, a percentage from below
 * by what is missing to 100 %. Other objectives have no margin to draw.
 *
 * @param used 0 nothing used, 1 exactly at the limit, above 1 beyond it
 */
record Margin(double used) {

  private static final String NUMBER = "([0-9][0-9,]*(?:\\.[0-9]+)?)";
  private static final Pattern REQUIRED =
      Pattern.compile(
          "^(?:\\D*\\s)?(≥|>|≤|<|at least|at most|below)\\s*"
              + NUMBER
              + "\\s?(%|ms|s)?(?![a-zA-Z]).*");
  private static final Pattern AT_LEAST = Pattern.compile(".*at least " + NUMBER + "\\s?%.*");
  private static final Pattern MEASURED =
      Pattern.compile("^[^0-9]*?(-?)" + NUMBER + "\\s?(%|ms|s)?(?![a-zA-Z]).*");

  static Optional<Margin> of(ObjectiveResult objective) {
    Matcher required = REQUIRED.matcher(objective.required());
    Matcher measured = MEASURED.matcher(objective.measured());
    if (!required.matches()
        || !measured.matches()
        || !sameUnit(required.group(3), measured.group(3))) {
      return Optional.empty();
    }
    double limit = number(required.group(2));
    double value = number(measured.group(2)) * (measured.group(1).isEmpty() ? 1 : -1);
    boolean fromBelow = ">≥at least".contains(required.group(1));
    if (!fromBelow) {
      return limit > 0 ? Optional.of(new Margin(Math.max(0, value / limit))) : Optional.empty();
    }
    if (!"%".equals(required.group(3)) || limit >= 100) {
      return Optional.empty();
    }
    Matcher bound = AT_LEAST.matcher(objective.measured());
    double sure = bound.matches() ? number(bound.group(1)) : value;
    return Optional.of(new Margin(Math.max(0, (100 - sure) / (100 - limit))));
  }

  private static boolean sameUnit(String one, String other) {
    return one == null ? other == null : one.equals(other);
  }

  private static double number(String digits) {
    return Double.parseDouble(digits.replace(",", ""));
  }
}
