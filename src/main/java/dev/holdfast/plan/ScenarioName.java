package dev.holdfast.plan;

import dev.holdfast.settings.ConfigurationException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scenarios of the release gate; a weight is the share of virtual users that it gets in the
 * full gate, in percent.
 */
public enum ScenarioName {
  /** Conversation history is kept. */
  HISTORY(22),
  /** Agent memory, workflow and tool calls are kept. */
  MEMORY(18),
  /** The same token from another IP, city and device. */
  PLACE(20),
  /**
   * Many reconnections in a row, idle between. Runs after the others, so that growth is its own.
   */
  CONSISTENCY(20),
  /** Brief, medium and extended gaps. */
  GAPS(20),
  /** Refused, silent and broken connections on the way back. */
  ERRORS(6),
  /** The services themselves: tokens, introspection, isolation. */
  SERVICES(4),
  /** Speed at full load. */
  PERFORMANCE(10);

  private final int weight;

  ScenarioName(int weight) {
    this.weight = weight;
  }

  /** The name in configuration and reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its share of the virtual users, in percent of those that run side by side. */
  public int weight() {
    return weight;
  }

  /**
   * Whether it runs by itself after the others, so that what it measures is its own, on processes
   * that are warm.
   */
  public boolean runsLast() {
    return this == CONSISTENCY;
  }

  /**
   * The scenarios that a list names; {@code all} means every one.
   *
   * @throws ConfigurationException if the list is empty or names an unknown scenario
   */
  public static Set<ScenarioName> parse(List<String> names) {
    if (names.equals(List.of("all"))) {
      return EnumSet.allOf(ScenarioName.class);
    }
    if (names.isEmpty()) {
      throw ConfigurationException.refused(
          "holdfast.scenarios", "all or a list of " + known(), "nothing");
    }
    return names.stream()
        .map(ScenarioName::of)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ScenarioName.class)));
  }

  private static ScenarioName of(String id) {
    return Arrays.stream(values())
        .filter(name -> name.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ConfigurationException.refused(
                    "holdfast.scenarios", "all or a list of " + known(), id));
  }

  private static String known() {
    return Arrays.stream(values()).map(ScenarioName::id).collect(Collectors.joining(", "));
  }
}
