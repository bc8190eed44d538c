package dev.holdfast.continuity.owed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How what came last differs from what is owed: it was reported, so it may be there again, or be
 * gone, without a second report.
 *
 * @param <T> what is owed, as a server shows it
 */
public final class Forgiven<T> {

  private final Map<String, Set<T>> forms = new HashMap<>();
  private final Map<String, Integer> copies = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** Forgets what was forgiven: something else came. */
  void clear() {
    forms.clear();
    copies.clear();
    places.clear();
  }

  boolean isEmpty() {
    return forms.isEmpty() && copies.isEmpty() && places.isEmpty();
  }

  /** An item came that is not owed in this form. */
  public void form(String id, T came) {
    forms.computeIfAbsent(id, unused -> new HashSet<>()).add(came);
  }

  /** An item came once more than before. */
  void copy(String id) {
    copies.merge(id, 1, Integer::sum);
  }

  /** What is owed came in another order. */
  void order(Iterable<String> came) {
    for (String id : came) {
      places.putIfAbsent(id, places.size());
    }
  }

  public Set<T> formsOf(String id) {
    return forms.getOrDefault(id, Set.of());
  }

  /** How often the item may be there beyond the first time. */
  public int copiesOf(String id) {
    return copies.getOrDefault(id, 0);
  }

  /** Whether another order than the owed one was reported. */
  public boolean hasOrder() {
    return !places.isEmpty();
  }

  /**
   * The place of an owed item in the order that was reported.
   *
   * @param rank its place in the owed order; what was owed later stands behind the rest
   */
  public int placeOf(String id, int rank) {
    return places.getOrDefault(id, places.size() + rank);
  }
}
