package dev.holdfast.plan;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What CapacitySimulation looks for.
 *
 * @param injectors how many processes make the load; at least 1
 * @param searches one after the other, each kind of load at most once; at least one
 * @param arrivals sessions opened a second while a level is being filled; above 0
 */
public record SearchesPlan(int injectors, List<LoadSearch> searches, double arrivals) {

  private static final double MILLIS = 1e3;

  /** Copies the list. */
  public SearchesPlan {
    searches = List.copyOf(searches);
  }

  static SearchesPlan of(Values values) {
    return new SearchesPlan(
        values.atLeastOne("holdfast.injectors"),
        kinds(values.list("holdfast.capacity.searches")).stream()
            .map(kind -> LoadSearch.of(kind, values))
            .toList(),
        values.positiveNumber("holdfast.capacity.arrivals"));
  }

  /** The same with no more sessions than an injector can have, on average, times their number. */
  public SearchesPlan atMost(int sessionsAnInjector) {
    return new SearchesPlan(
        injectors,
        searches.stream().map(each -> each.atMost(sessionsAnInjector * injectors)).toList(),
        arrivals);
  }

  /** Most sessions that one injector has open at any level. */
  public int mostSessionsAnInjector() {
    int most = searches.stream().mapToInt(LoadSearch::mostSessions).max().orElse(0);
    return (most + injectors - 1) / injectors;
  }

  /** The shortest time that any level cuts off at its beginning. */
  public Duration leastWarmUp() {
    double seconds =
        searches.stream().mapToDouble(each -> each.hold().warmUpSeconds()).min().orElse(0);
    return Duration.ofMillis((long) (seconds * MILLIS));
  }

  private static List<LoadKind> kinds(List<String> names) {
    String key = "holdfast.capacity.searches";
    String known =
        Arrays.stream(LoadKind.values()).map(SearchesPlan::id).collect(Collectors.joining(", "));
    if (names.equals(List.of("all"))) {
      return List.of(LoadKind.values());
    }
    if (names.isEmpty()) {
      throw ConfigurationException.refused(key, "all or a list of " + known, "nothing");
    }
    return names.stream()
        .distinct()
        .map(
            name ->
                Arrays.stream(LoadKind.values())
                    .filter(kind -> id(kind).equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            ConfigurationException.refused(key, "all or a list of " + known, name)))
        .toList();
  }

  private static String id(LoadKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
