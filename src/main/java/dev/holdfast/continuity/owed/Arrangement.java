package dev.holdfast.continuity.owed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts what came into the order that is owed: what was owed before keeps its order, and what is new
 * stands behind what it came after.
 *
 * @param <T> what is put in order
 */
final class Arrangement<T> {

  private record Placed<T>(int after, String id, T item) {}

  private final List<Placed<T>> came = new ArrayList<>();
  private int reached;

  /**
   * Nothing came yet.
   *
   * @param reached the highest rank of what stands before all that will come; -1 if nothing does
   */
  Arrangement(int reached) {
    this.reached = reached;
  }

  /** An item came that had this rank. */
  void known(int rank, String id, T item) {
    reached = Math.max(reached, rank);
    came.add(new Placed<>(rank, id, item));
  }

  /** A new item came, which must stand behind that rank at least; -1 if it may stand anywhere. */
  void fresh(int rank, String id, T item) {
    came.add(new Placed<>(Math.max(reached, rank), id, item));
  }

  List<T> inOrder() {
    return sorted().stream().map(Placed::item).toList();
  }

  /** The order in which they came, if it is another; else nothing. */
  List<String> otherOrder() {
    return sorted().equals(came) ? List.of() : came.stream().map(Placed::id).toList();
  }

  private List<Placed<T>> sorted() {
    return came.stream().sorted(Comparator.comparingInt(Placed::after)).toList();
  }
}
