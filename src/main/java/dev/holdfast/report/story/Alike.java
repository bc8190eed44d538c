package dev.holdfast.report.story;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.measure.Witness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Witnesses that tell the same story of different sessions.
 *
 * @param first the one that is told
 * @param others those that only are counted and named
 */
record Alike(Witness first, List<Witness> others) {

  int count() {
    return 1 + others.size();
  }

  /** Witnesses of one anomaly, those with most like them first, and in order within. */
  static List<Alike> of(List<Witness> witnesses, Anomaly anomaly) {
    Map<String, List<Witness>> groups = new LinkedHashMap<>();
    for (Witness witness : witnesses) {
      groups.computeIfAbsent(shape(witness, anomaly), fresh -> new ArrayList<>()).add(witness);
    }
    return groups.values().stream()
        .sorted((one, other) -> other.size() - one.size())
        .map(group -> new Alike(group.get(0), List.copyOf(group.subList(1, group.size()))))
        .toList();
  }

  private static String shape(Witness witness, Anomaly anomaly) {
    StringBuilder shape = new StringBuilder(witness.scenario());
    shape.append('|').append(witness.disruption()).append('|').append(witness.place());
    for (Finding finding : witness.findings()) {
      if (finding.anomaly() == anomaly) {
        return shape.append(shape(finding.owed())).append(shape(finding.came())).toString();
      }
    }
    return shape.toString();
  }

  /** Without what is quoted and without every number and id. */
  private static String shape(String text) {
    return text.replaceAll("'[^']*'?", "'").replaceAll("[\\w-]*[0-9][\\w.,-]*", "#");
  }
}
