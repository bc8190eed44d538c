package dev.holdfast.run.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a run has come.
 *
 * @param phase what goes on, in a word or two
 * @param elapsed since the run began
 * @param expected how long it takes if all goes well; empty if nobody knows
 * @param users alive now
 * @param returns judged so far
 * @param broken of these
 * @param perSecond returns judged a second, of late
 * @param lagMillis how late the generator acted of late, 99th percentile; negative if not known yet
 */
record Standing(
    String phase,
    Duration elapsed,
    Optional<Duration> expected,
    long users,
    long returns,
    long broken,
    double perSecond,
    double lagMillis) {

  private static final String BETWEEN = "  ";
  private static final double FEW = 10;

  /**
   * One line; what matters least is left out where there is no room.
   *
   * @param columns how wide it may be
   */
  String line(int columns) {
    List<String> parts = new ArrayList<>();
    parts.add(phase);
    parts.add(time());
    parts.add(counted(users, "user", "users"));
    parts.add(counted(returns, "return", "returns"));
    parts.add(String.format(Locale.ROOT, "%,d broken", broken));
    parts.add(String.format(Locale.ROOT, perSecond < FEW ? "%.1f/s" : "%,.0f/s", perSecond));
    if (lagMillis >= 0) {
      parts.add(String.format(Locale.ROOT, "lag %,.0f ms", lagMillis));
    }
    StringBuilder line = new StringBuilder();
    for (String part : parts) {
      String next = (line.isEmpty() ? "" : BETWEEN) + part;
      if (line.length() + next.length() > columns) {
        break;
      }
      line.append(next);
    }
    return line.toString();
  }

  private String time() {
    Optional<Duration> left =
        expected.map(its -> its.minus(elapsed)).filter(its -> !its.isNegative());
    return left.map(its -> clock(its) + " left").orElseGet(() -> clock(elapsed) + " so far");
  }

  private static String counted(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }

  private static String clock(Duration time) {
    String minutes =
        String.format(Locale.ROOT, "%02d:%02d", time.toMinutesPart(), time.toSecondsPart());
    return time.toHours() == 0 ? minutes : time.toHours() + ":" + minutes;
  }
}
