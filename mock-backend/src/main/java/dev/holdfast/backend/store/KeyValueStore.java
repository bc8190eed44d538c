package dev.holdfast.backend.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Small immutable values by key, each changed by one hand at a time.
 *
 * <p>Contract, which every store must pass: of several replacements of the same value exactly one
 * succeeds; what a call returned or accepted is what every later call sees, in whichever process,
 * and on a store that outlives its process also after that was killed. All methods may be called
 * from any thread and throw {@link StoreException} when the store does not answer.
 *
 * @param <V> compares by its content
 */
public interface KeyValueStore<V> {
  /** More lost races than this in a row are no race but a fault. */
  int ATTEMPTS = 1000;

  /**
   * A value before and after a change.
   *
   * @param before empty if there was none
   * @param after empty if there is none
   */
  record Change<V>(Optional<V> before, Optional<V> after) {}

  /** The value of a key. */
  Optional<V> get(String key);

  /**
   * Replaces a value if it still is the expected one.
   *
   * @param expected empty if there should be none
   * @param next empty to have none
   * @return whether it was replaced
   */
  boolean replace(String key, Optional<V> expected, Optional<V> next);

  /** Calls the visitor for each value; those that come or go meanwhile may be missed. */
  void each(BiConsumer<String, V> visitor);

  /** How many values there are. */
  long size();

  /**
   * Changes a value, whoever else does.
   *
   * @param change called with the present value, again after each lost race
   */
  default Change<V> change(String key, UnaryOperator<Optional<V>> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<V> before = get(key);
      Optional<V> after = change.apply(before);
      if (after.equals(before) || replace(key, before, after)) {
        return new Change<>(before, after);
      }
    }
    throw new StoreException("a value did not hold still for " + ATTEMPTS + " attempts: " + key);
  }

  /** Removes the values that meet a condition. */
  default void removeIf(Predicate<V> condition) {
    Map<String, V> due = new HashMap<>();
    each(
        (key, value) -> {
          if (condition.test(value)) {
            due.put(key, value);
          }
        });
    due.forEach((key, value) -> replace(key, Optional.of(value), Optional.empty()));
  }
}
