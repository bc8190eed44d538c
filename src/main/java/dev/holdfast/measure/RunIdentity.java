package dev.holdfast.measure;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run is: fixed at its start, and the first thing on disk.
 *
 * @param run the name of the run's folder
 * @param simulation the simulation's simple class name
 * @param startedAt wall-clock start
 * @param timeScale above 0, at most 1
 * @param plannedUsers concurrent virtual users that the plan calls for; positive
 * @param requiredContinuity the continuity rate that must be proven, 0 to 1
 * @param confidence of every interval and bound, 0 to 1
 * @param target the backend's URL, or {@code mock backend} when the run started one
 * @param configuration the effective configuration by key, secrets already redacted
 * @param environment versions and machine, such as {@code java.version}
 */
public record RunIdentity(
    String run,
    String simulation,
    Instant startedAt,
    double timeScale,
    int plannedUsers,
    double requiredContinuity,
    double confidence,
    String target,
    Map<String, String> configuration,
    Map<String, String> environment) {

  /** Copies and sorts the maps. */
  public RunIdentity {
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }
}
