package dev.holdfast.report.story;

import dev.holdfast.measure.Witness;
import dev.holdfast.wording.Wording;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who it was, how the connection was lost, for how long, and where it came back from.
 *
 * @param who the session and which of its returns
 * @param loss how the connection was lost
 * @param away how long; empty where there is no telling
 * @param place where it came back from
 */
record Tale(String who, String loss, String away, String place) {

  private static final Pattern RANGE = Pattern.compile("([0-9]+) to ([0-9]+) ms");
  private static final Pattern TIME = Pattern.compile("(?U)\\b([0-9]+(?:\\.[0-9]+)?) (ms|µs)\\b");

  /** From the first quotation mark to the last: what is quoted may hold some of its own. */
  private static final Pattern QUOTED = Pattern.compile("(?sU)(?<!\\w)'(?:.*'|.*$)");

  static Tale of(Witness witness) {
    return new Tale(
        "Session " + witness.session() + ", return " + witness.cycle(),
        LossWords.of(witness.disruption()),
        away(witness.gap()),
        witness.place().equals("same") ? "the same place" : "another place");
  }

  String sentence() {
    return who
        + ": "
        + loss
        + ". "
        + (away.isEmpty() ? "The user" : "The user was away " + away + " and")
        + " came back from "
        + place
        + ".";
  }

  /** Times in the units that people use, with all of their digits; what is quoted is as it was. */
  static String spoken(String text) {
    Matcher quoted = QUOTED.matcher(text);
    return quoted.find()
        ? timed(text.substring(0, quoted.start()))
            + quoted.group()
            + timed(text.substring(quoted.end()))
        : timed(text);
  }

  private static String timed(String text) {
    return TIME.matcher(text)
        .replaceAll(
            time -> {
              double given = Double.parseDouble(time.group(1));
              double millis = time.group(2).equals("ms") ? given : given / 1_000;
              return Matcher.quoteReplacement(Wording.millis(millis, millis));
            });
  }

  private static String away(String gap) {
    Matcher range = RANGE.matcher(gap);
    if (range.matches()) {
      String most = Wording.millis(Double.parseDouble(range.group(2)));
      String least = Wording.millis(Double.parseDouble(range.group(1)));
      return range.group(1).equals("0")
          ? "for at most " + most
          : "for " + (least.equals(most) ? most : least + " to " + most);
    }
    boolean timed = gap.matches(".*[0-9].*");
    return timed ? "for a " + spoken(gap).replaceFirst(" ", " gap of ") : "";
  }
}
