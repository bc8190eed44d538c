package dev.holdfast.plan;

import static dev.holdfast.dialect.Capability.CONTEXT;
import static dev.holdfast.dialect.Capability.INTROSPECTION;
import static dev.holdfast.dialect.Capability.REFRESH;
import static dev.holdfast.dialect.Capability.REVOCATION;
import static dev.holdfast.dialect.Capability.SESSIONS;
import static dev.holdfast.dialect.Capability.STATUS;

import dev.holdfast.dialect.Capability;
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
  HISTORY(22, Compared.BY_NOTHING, Contexts.OF_MANY_SIZES, Place.BESIDE_OTHERS),
  /** Agent memory, workflow and tool calls are kept. */
  MEMORY(18, Compared.BY_NOTHING, Contexts.OF_MANY_SIZES, Place.BESIDE_OTHERS, CONTEXT),
  /** The same token from another IP, city and device. */
  PLACE(20, Compared.BY_PLACE, Contexts.OF_ONE_SIZE, Place.BESIDE_OTHERS),
  /**
   * Many reconnections in a row, idle between. Runs after the others, so that growth is its own;
   * whether what comes back grows is seen in what is fetched.
   */
  CONSISTENCY(20, Compared.BY_CYCLE, Contexts.OF_ONE_SIZE, Place.LAST, Capability.HISTORY),
  /**
   * Brief, medium and extended gaps. Only who is told that a session expired can tell an honest end
   * from a loss.
   */
  GAPS(20, Compared.BY_NOTHING, Contexts.OF_MANY_SIZES, Place.BESIDE_OTHERS, STATUS),
  /** Refused, silent and broken connections on the way back. */
  ERRORS(6, Compared.BY_NOTHING, Contexts.OF_MANY_SIZES, Place.BESIDE_OTHERS),
  /** The services themselves: tokens, introspection, isolation. */
  SERVICES(
      4,
      Compared.BY_NOTHING,
      Contexts.OF_ONE_SIZE,
      Place.BESIDE_OTHERS,
      SESSIONS,
      REFRESH,
      INTROSPECTION,
      REVOCATION),
  /** Speed at full load. */
  PERFORMANCE(10, Compared.BY_NOTHING, Contexts.OF_ONE_SIZE, Place.BESIDE_OTHERS);

  /** By what the returns of a scenario are told apart, to be compared. */
  public enum Compared {
    /** All alike. */
    BY_NOTHING,
    /** Those to the same place and those to another. */
    BY_PLACE,
    /** The first, the second, and so on. */
    BY_CYCLE
  }

  /** Where times are compared as finely as can be, the users' contexts are of one size. */
  private enum Contexts {
    OF_ONE_SIZE,
    OF_MANY_SIZES
  }

  /** Whether it shares the run with others. */
  private enum Place {
    BESIDE_OTHERS,
    /** By itself, so that what it measures is its own, on processes that are warm. */
    LAST
  }

  private final int weight;
  private final Compared compared;
  private final Contexts contexts;
  private final Place place;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
  private final Set<Capability> needs;

  ScenarioName(int weight, Compared compared, Contexts contexts, Place place, Capability... needs) {
    this.weight = weight;
    this.compared = compared;
    this.contexts = contexts;
    this.place = place;
    this.needs = Set.of(needs);
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
    return place == Place.LAST;
  }

  /** By what its returns are told apart. */
  public Compared compared() {
    return compared;
  }

  /** Whether the contexts of its users are all of one size. */
  public boolean hasContextsOfOneSize() {
    return contexts == Contexts.OF_ONE_SIZE;
  }

  /**
   * What a backend must be able to tell or do for it to make sense, beyond what is judged in each:
   * its history, or what others say.
   */
  public Set<Capability> needs() {
    return needs;
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
