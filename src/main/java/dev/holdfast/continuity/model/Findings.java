package dev.holdfast.continuity.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects findings: the first few of each anomaly in full, the rest as a count, so that a context
 * that is lost as a whole does not drown the report.
 */
public final class Findings {

  private static final int IN_FULL = 3;
  private static final int EXCERPT = 80;

  /** Made when there is something to hold: nearly all that is judged has no finding. */
  private @Nullable List<Finding> shown;

  private @Nullable Map<Anomaly, Integer> counts;

  public void add(Anomaly anomaly, String owed, String came) {
    add(new Finding(anomaly, owed, came));
  }

  public void add(Finding finding) {
    if (count(finding.anomaly(), 1) <= IN_FULL) {
      if (shown == null) {
        shown = new ArrayList<>();
      }
      shown.add(finding);
    }
  }

  public void addAll(Findings others) {
    if (others.isEmpty()) {
      return;
    }
    others.shown().forEach(this::add);
    others
        .counts()
        .forEach(
            (anomaly, count) -> {
              if (count > IN_FULL) {
                count(anomaly, count - IN_FULL);
              }
            });
  }

  private int count(Anomaly anomaly, int more) {
    if (counts == null) {
      counts = new EnumMap<>(Anomaly.class);
    }
    return counts.merge(anomaly, more, Integer::sum);
  }

  private List<Finding> shown() {
    return shown == null ? List.of() : shown;
  }

  private Map<Anomaly, Integer> counts() {
    return counts == null ? Map.of() : counts;
  }

  public boolean has(Anomaly anomaly) {
    return counts != null && counts.containsKey(anomaly);
  }

  /** How many there are, those shown and those only counted. */
  public int size() {
    return counts().values().stream().mapToInt(Integer::intValue).sum();
  }

  public boolean isEmpty() {
    return counts == null || counts.isEmpty();
  }

  /** Forgets what follows from something worse that was found as well. */
  public void suppress(Set<Anomaly> consequences) {
    if (!isEmpty()) {
      shown().removeIf(finding -> consequences.contains(finding.anomaly()));
      counts().keySet().removeAll(consequences);
    }
  }

  public List<Finding> list() {
    if (isEmpty()) {
      return List.of();
    }
    List<Finding> all = new ArrayList<>(shown());
    counts()
        .forEach(
            (anomaly, count) -> {
              if (count > IN_FULL) {
                all.add(new Finding(anomaly, "", "and " + (count - IN_FULL) + " more"));
              }
            });
    return all;
  }

  public void clear() {
    shown = null;
    counts = null;
  }

  /** The beginning of a text, in quotes, with everything visible. */
  public static String quote(String text) {
    return "'" + VisibleText.excerpt(text, EXCERPT) + "'";
  }
}
