package dev.holdfast.soak;

import java.util.Arrays;
import java.util.List;

/** A series as the levels between its changes. */
final class Levels {

  private final double[] values;
  private final List<Integer> changes;

  Levels(double[] values, List<Integer> changes) {
    this.values = values;
    this.changes = List.copyOf(changes);
  }

  double first() {
    return median(0, changes.isEmpty() ? values.length : changes.get(0));
  }

  /** How far above the first level the last one is; 0 without a change. */
  double rise() {
    return changes.isEmpty() ? 0 : median(changes.get(changes.size() - 1), values.length) - first();
  }

  /** Where the largest rise from one level to the next is. */
  int largestRise() {
    int where = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int at = 0; at < changes.size(); at++) {
      int from = at == 0 ? 0 : changes.get(at - 1);
      int to = at + 1 == changes.size() ? values.length : changes.get(at + 1);
      double rise = median(changes.get(at), to) - median(from, changes.get(at));
      if (rise > largest) {
        largest = rise;
        where = changes.get(at);
      }
    }
    return where;
  }

  /** What one step alone, at the largest rise, leaves unexplained. */
  double error() {
    int split = largestRise();
    return Onset.squares(values, 0, split) + Onset.squares(values, split, values.length);
  }

  private double median(int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
