package dev.holdfast.plan.soak;

import dev.holdfast.settings.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that befalls all users of a soak at once, and when.
 *
 * @param kind what
 * @param at how long after the warm-up; not negative
 */
public record SoakEvent(Kind kind, Duration at) {

  /** What befalls everybody. */
  public enum Kind {
    /** The backend is killed, and started again on the same store. */
    KILL,
    /** The backend is told to end, and started again on the same store. */
    DRAIN,
    /** The network drops all connections at one instant. */
    DROP,
    /** A command of the user's is run, such as one that rolls out a release. */
    COMMAND;

    /** The name in configuration and reports, such as {@code kill}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it ends the backend. */
    public boolean restartsBackend() {
      return this == KILL || this == DRAIN;
    }
  }

  private static final String KEY = "holdfast.soak.events";
  private static final String RULE =
      "a list of kill, drain, drop or command, each with a time since the warm-up such as kill@5m, or"
          + " drop@3h/24h for the first time and from one to the next";
  private static final Pattern FORM =
      Pattern.compile("(kill|drain|drop|command)@([0-9]{1,9})(s|m|h)(?:/([0-9]{1,9})(s|m|h))?");

  /**
   * Reads a list such as {@code kill@5m, drop@3h/24h}.
   *
   * @param until nothing befalls anybody at or after this; above 0
   * @return in order of time
   * @throws ConfigurationException if an entry has another form, would never happen, or two happen
   *     at once
   */
  public static List<SoakEvent> parse(List<String> items, Duration until) {
    List<SoakEvent> events = new ArrayList<>();
    for (String item : items) {
      Matcher form = FORM.matcher(item);
      if (!form.matches()) {
        throw ConfigurationException.refused(KEY, RULE, item);
      }
      events.addAll(occasions(form, item, until));
    }
    events.sort(Comparator.comparing(SoakEvent::at));
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i).at.equals(events.get(i - 1).at)) {
        throw ConfigurationException.refused(KEY, "one event at a time", String.join(",", items));
      }
    }
    return List.copyOf(events);
  }

  private static List<SoakEvent> occasions(Matcher form, String item, Duration until) {
    Kind kind = Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT));
    Duration first = duration(form.group(2), form.group(3));
    if (first.compareTo(until) >= 0) {
      throw ConfigurationException.refused(
          KEY, "before the end of holdfast.duration (" + until.toSeconds() + " s)", item);
    }
    if (form.group(4) == null) {
      return List.of(new SoakEvent(kind, first));
    }
    Duration every = duration(form.group(4), form.group(5));
    if (every.isZero()) {
      throw ConfigurationException.refused(KEY, RULE, item);
    }
    List<SoakEvent> all = new ArrayList<>();
    for (Duration at = first; at.compareTo(until) < 0; at = at.plus(every)) {
      all.add(new SoakEvent(kind, at));
    }
    return all;
  }

  private static Duration duration(String count, String unit) {
    long number = Long.parseLong(count);
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
