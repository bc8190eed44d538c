package dev.holdfast.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
 * @param promises what the run promised, in a form that its judges know; JSON's null where nothing
 *     was recorded
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
    Map<String, String> environment,
    JsonNode promises) {

  /** The target of a run that started a backend of Holdfast's own. */
  public static final String MOCK_BACKEND = "mock backend";

  /** Copies and sorts the maps; a run of before promises were recorded has none. */
  public RunIdentity {
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    promises = promises == null ? NullNode.getInstance() : promises;
  }

  /** A run that promises nothing by itself, such as the part of another injector. */
  public RunIdentity(
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
    this(
        run,
        simulation,
        startedAt,
        timeScale,
        plannedUsers,
        requiredContinuity,
        confidence,
        target,
        configuration,
        environment,
        NullNode.getInstance());
  }

  /** The same with these promises. */
  public RunIdentity promising(JsonNode recorded) {
    return new RunIdentity(
        run,
        simulation,
        startedAt,
        timeScale,
        plannedUsers,
        requiredContinuity,
        confidence,
        target,
        configuration,
        environment,
        recorded);
  }

  /** Whether the run was started as a smoke run, which proves nothing. */
  public boolean smoke() {
    return Boolean.parseBoolean(configuration.getOrDefault("holdfast.smoke", "false"));
  }
}
