package dev.holdfast.backend.context;

import java.util.HashMap;
import java.util.Map;

/**
 * What the agent remembers of its user; immutable.
 *
 * @param preferences such as {@code optimization_focus = cost}
 * @param variables such as {@code budget_limit = 1000}
 */
public record AgentMemory(
    Map<String, ScalarValue> preferences, Map<String, ScalarValue> variables) {

  /** Nothing remembered. */
  public static final AgentMemory EMPTY = new AgentMemory(Map.of(), Map.of());

  /** Copies both maps unless they are immutable already. */
  public AgentMemory {
    preferences = Map.copyOf(preferences);
    variables = Map.copyOf(variables);
  }

  /** This memory with the entries of another laid over it. */
  public AgentMemory with(AgentMemory newer) {
    return new AgentMemory(
        overlay(preferences, newer.preferences), overlay(variables, newer.variables));
  }

  /** Preferences and variables together. */
  public int size() {
    return preferences.size() + variables.size();
  }

  private static Map<String, ScalarValue> overlay(
      Map<String, ScalarValue> old, Map<String, ScalarValue> newer) {
    if (newer.isEmpty()) {
      return old;
    }
    Map<String, ScalarValue> merged = new HashMap<>(old);
    merged.putAll(newer);
    return merged;
  }
}
