package dev.holdfast.capacity.plan;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A capacity run as it was recorded: what {@code capacity.json} holds.
 *
 * @param run its name
 * @param startedAt when it began, as ISO 8601 in UTC
 * @param target which backend, as an address without secrets
 * @param command how to run it again
 * @param testBed what it was measured on
 * @param configuration its settings, secrets redacted
 * @param searches what was looked for, each kind of load at most once
 */
public record CapacityRun(
    String run,
    String startedAt,
    String target,
    String command,
    TestBed testBed,
    Map<String, String> configuration,
    List<RecordedSearch> searches) {

  /**
   * Copies what is mutable.
   *
   * @throws IllegalArgumentException if one kind of load was searched twice: which would count?
   */
  public CapacityRun {
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    searches = List.copyOf(searches);
    if (searches.stream().map(RecordedSearch::kind).distinct().count() < searches.size()) {
      throw new IllegalArgumentException(
          "each kind of load must be searched at most once, got: "
              + searches.stream().map(RecordedSearch::kind).toList());
    }
  }

  /** The search over one kind of load. */
  public Optional<RecordedSearch> search(LoadKind kind) {
    return searches.stream().filter(search -> search.kind() == kind).findFirst();
  }

  /** What units of load cost the target, over all levels of all searches. */
  public UnitCosts costs() {
    return UnitCosts.of(searches.stream().flatMap(search -> search.levels().stream()).toList());
  }
}
