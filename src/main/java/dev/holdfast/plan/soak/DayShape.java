package dev.holdfast.plan.soak;

import dev.holdfast.settings.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of a soak's users are there in the course of a day: straight from each point to the
 * next, from the last to the first of the next day, and so on. Without points all are always there.
 *
 * @param points in order of time; the largest share is 1
 * @param length of a day; above 0
 */
public record DayShape(List<Point> points, Duration length) {

  /** At least this share of the users makes an hour a full one, in which drift is looked for. */
  public static final double FULL = 0.95;

  private static final double MILLIS_AN_HOUR = 3_600_000;
  private static final String KEY = "holdfast.soak.day";
  private static final String RULE =
      "a list of times of the day and shares of the users in order, such as 0h:0.2,8h:1,18h:0.4,"
          + " one of them 1";
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,9})(s|m|h):(0(?:\\.[0-9]{1,6})?|1(?:\\.0{1,6})?)");

  /**
   * How many users are there at one time of the day.
   *
   * @param at since the day began
   * @param share of the users, 0 to 1
   */
  public record Point(Duration at, double share) {}

  /** Copies the points. */
  public DayShape {
    points = List.copyOf(points);
  }

  /**
   * Reads a list such as {@code 0h:0.2, 8h:1, 18h:0.4}; empty for a day that is always full.
   *
   * @throws ConfigurationException if a point has another form, is out of order or beyond the day,
   *     or no time is full
   */
  public static DayShape parse(List<String> items, Duration length) {
    List<Point> points = new ArrayList<>();
    for (String item : items) {
      Matcher form = FORM.matcher(item);
      if (!form.matches()) {
        throw ConfigurationException.refused(KEY, RULE, item);
      }
      Point point = new Point(time(form), Double.parseDouble(form.group(3)));
      boolean late = !points.isEmpty() && point.at.compareTo(points.get(points.size() - 1).at) <= 0;
      if (late || point.at.compareTo(length) >= 0) {
        throw ConfigurationException.refused(
            KEY, RULE + ", and each within holdfast.soak.day-length", item);
      }
      points.add(point);
    }
    if (!points.isEmpty() && points.stream().noneMatch(point -> point.share == 1)) {
      throw ConfigurationException.refused(KEY, RULE, String.join(",", items));
    }
    return new DayShape(points, length);
  }

  /**
   * The share of the users that are there.
   *
   * @param since the first day began; not negative
   * @return 0 to 1
   */
  public double share(Duration since) {
    if (points.isEmpty()) {
      return 1;
    }
    double day = hours(length);
    double now = hours(since) % day;
    Point last = points.get(points.size() - 1);
    double from = hours(last.at) - day;
    double share = last.share;
    for (Point point : points) {
      if (hours(point.at) > now) {
        return between(from, share, hours(point.at), point.share, now);
      }
      from = hours(point.at);
      share = point.share;
    }
    return between(from, share, hours(points.get(0).at) + day, points.get(0).share, now);
  }

  private static double hours(Duration time) {
    return time.toMillis() / MILLIS_AN_HOUR;
  }

  private static double between(double from, double first, double to, double second, double now) {
    return first + (second - first) * (now - from) / (to - from);
  }

  private static Duration time(Matcher form) {
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
