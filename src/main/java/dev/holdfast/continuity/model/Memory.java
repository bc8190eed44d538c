package dev.holdfast.continuity.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the agent remembers about its user: sorted, immutable, values in their textual form (see
 * {@link Scalar}). Two memories are equal if their values are, numbers however they are written.
 *
 * @param preferences such as {@code optimization_focus = cost}
 * @param variables such as {@code budget_limit = 1000}
 */
public record Memory(Map<String, String> preferences, Map<String, String> variables) {

  /** Nothing remembered. */
  public static final Memory EMPTY = new Memory(Map.of(), Map.of());

  /** Copies both maps. */
  public Memory {
    preferences = Collections.unmodifiableMap(new TreeMap<>(preferences));
    variables = Collections.unmodifiableMap(new TreeMap<>(variables));
  }

  /** This memory with the entries of another laid over it. */
  public Memory with(Memory newer) {
    Map<String, String> mergedPreferences = new TreeMap<>(preferences);
    mergedPreferences.putAll(newer.preferences);
    Map<String, String> mergedVariables = new TreeMap<>(variables);
    mergedVariables.putAll(newer.variables);
    return new Memory(mergedPreferences, mergedVariables);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Memory memory
        && same(preferences, memory.preferences)
        && same(variables, memory.variables);
  }

  @Override
  public int hashCode() {
    return 31 * preferences.keySet().hashCode() + variables.keySet().hashCode();
  }

  private static boolean same(Map<String, String> one, Map<String, String> other) {
    return one.equals(other)
        || (one.keySet().equals(other.keySet())
            && one.entrySet().stream()
                .allMatch(entry -> Scalar.same(entry.getValue(), value(other, entry.getKey()))));
  }

  private static String value(Map<String, String> entries, String key) {
    return entries.getOrDefault(key, "");
  }

  /** Preferences and variables together. */
  public int size() {
    return preferences.size() + variables.size();
  }
}
