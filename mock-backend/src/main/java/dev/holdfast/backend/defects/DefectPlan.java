package dev.holdfast.backend.defects;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which defects are seeded, and how often.
 *
 * @param rates the share of its trigger that each hits, above 0, at most 1; a defect that is not
 *     named hits none
 * @param seed of the hash that picks whom; the same seed picks the same users and returns
 */
public record DefectPlan(Map<Defect, Double> rates, long seed) {

  /** An honest backend. */
  public static final DefectPlan NONE = new DefectPlan(Map.of(), 0);

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
  }

  /**
   * The plan of a list such as {@code lost-message:0.001,late-restore:0.01}; empty for none.
   *
   * @throws IllegalArgumentException if an entry has another form, a name is unknown or a rate is
   *     outside 0 to 1
   */
  public static DefectPlan parse(String list, long seed) {
    Map<Defect, Double> rates = new EnumMap<>(Defect.class);
    for (String entry : entries(list)) {
      int colon = entry.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "a defect is written name:rate, such as lost-message:0.001, got: " + entry);
      }
      Defect defect = known(entry.substring(0, colon).trim());
      if (rates.put(defect, rate(defect, entry.substring(colon + 1).trim())) != null) {
        throw new IllegalArgumentException("defect " + defect.id() + " is named twice");
      }
    }
    return new DefectPlan(rates, seed);
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

  private static double rate(Defect defect, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the rate of defect " + defect.id() + " must be 0 to 1, got: " + text, e);
    }
  }
}
