package dev.holdfast.continuity.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects findings: the first few of each anomaly in full, the rest as a count, so that a context
 * that is lost as a whole does not drown the report.
 */
public final class Findings {

  private static final int IN_FULL = 3;
  private static final int EXCERPT = 80;

  private final List<Finding> shown = new ArrayList<>();
  private final Map<Anomaly, Integer> counts = new EnumMap<>(Anomaly.class);

  public void add(Anomaly anomaly, String owed, String came) {
    add(new Finding(anomaly, owed, came));
  }

  public void add(Finding finding) {
    if (counts.merge(finding.anomaly(), 1, Integer::sum) <= IN_FULL) {
      shown.add(finding);
    }
  }

  public void addAll(Findings others) {
    others.shown.forEach(this::add);
    others.counts.forEach(
        (anomaly, count) -> {
          if (count > IN_FULL) {
            counts.merge(anomaly, count - IN_FULL, Integer::sum);
          }
        });
  }

  public boolean has(Anomaly anomaly) {
    return counts.containsKey(anomaly);
  }

  /** How many there are, those shown and those only counted. */
  public int size() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Forgets what follows from something worse that was found as well. */
  public void suppress(Set<Anomaly> consequences) {
    shown.removeIf(finding -> consequences.contains(finding.anomaly()));
    counts.keySet().removeAll(consequences);
  }

  public List<Finding> list() {
    if (counts.isEmpty()) {
      return List.of();
    }
    List<Finding> all = new ArrayList<>(shown);
    counts.forEach(
        (anomaly, count) -> {
          if (count > IN_FULL) {
            all.add(new Finding(anomaly, "", "and " + (count - IN_FULL) + " more"));
          }
        });
    return all;
  }

  public void clear() {
    if (!counts.isEmpty()) {
      shown.clear();
      counts.clear();
    }
  }

  /** The beginning of a text, in quotes, with everything visible. */
  public static String quote(String text) {
    return "'" + VisibleText.excerpt(text, EXCERPT) + "'";
  }
}
