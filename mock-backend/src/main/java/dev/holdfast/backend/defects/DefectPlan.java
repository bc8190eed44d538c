package dev.holdfast.backend.defects;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which defects are seeded, and how often.
 *
 * @param rates the share of its trigger that each hits, above 0, at most 1; a defect that is not
 *     named hits none
 * @param from how long after the backend's start each begins to hit; not negative, at once where it
 *     is not named
 * @param seed of the hash that picks whom; the same seed picks the same users and returns
 */
public record DefectPlan(Map<Defect, Double> rates, Map<Defect, Duration> from, long seed) {

  /** An honest backend. */
  public static final DefectPlan NONE = new DefectPlan(Map.of(), Map.of(), 0);

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  /** Refuses rates outside 0 to 1 and drops those of 0. */
  public DefectPlan {
    Map<Defect, Double> seeded = new EnumMap<>(Defect.class);
    rates.forEach(
        (defect, rate) -> {
          if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                "the rate of defect " + defect.id() + " must be 0 to 1, got: " + rate);
          }
          if (rate > 0) {
            seeded.put(defect, rate);
          }
        });
    rates = Collections.unmodifiableMap(seeded);
    from = Map.copyOf(from);
  }

  /**
   * The plan of a list such as {@code lost-message:0.001,slow-restore:0.05@90s}, the second from 90
   * s after the start on; empty for none.
   *
   * @throws IllegalArgumentException if an entry has another form, a name is unknown or a rate is
   *     outside 0 to 1
   */
  public static DefectPlan parse(String list, long seed) {
    Map<Defect, Double> rates = new EnumMap<>(Defect.class);
    Map<Defect, Duration> from = new EnumMap<>(Defect.class);
    for (String entry : entries(list)) {
      int colon = entry.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "a defect is written name:rate, such as lost-message:0.001, got: " + entry);
      }
      Defect defect = known(entry.substring(0, colon).trim());
      String often = entry.substring(colon + 1).trim();
      int at = often.indexOf('@');
      if (at >= 0) {
        from.put(defect, start(defect, often.substring(at + 1)));
      }
      if (rates.put(defect, rate(defect, at < 0 ? often : often.substring(0, at))) != null) {
        throw new IllegalArgumentException("defect " + defect.id() + " is named twice");
      }
    }
    return new DefectPlan(rates, from, seed);
  }

  /** How long after the backend's start a defect begins to hit. */
  public Duration from(Defect defect) {
    return from.getOrDefault(defect, Duration.ZERO);
  }

  /** How often a defect hits, 0 to 1. */
  public double rate(Defect defect) {
    return rates.getOrDefault(defect, 0.0);
  }

  /** Whether nothing is seeded. */
  public boolean isEmpty() {
    return rates.isEmpty();
  }

  private static List<String> entries(String list) {
    List<String> entries = new ArrayList<>();
    for (String entry : list.split(",", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.trim());
      }
    }
    return entries;
  }

  private static Defect known(String id) {
    return Defect.of(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no defect is named '"
                        + id
                        + "'; the nearest is "
                        + NearestName.to(id, Defect.ids())));
  }

  private static Duration start(Defect defect, String text) {
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches()) {
      throw new IllegalArgumentException(
          "defect " + defect.id() + " must begin after a time such as @90s, got: @" + text);
    }
    long count = Long.parseLong(duration.group(1));
    return switch (duration.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  private static double rate(Defect defect, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the rate of defect " + defect.id() + " must be 0 to 1, got: " + text, e);
    }
  }
}
