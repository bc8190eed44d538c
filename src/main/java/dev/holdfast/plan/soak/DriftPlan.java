package dev.holdfast.plan.soak;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.time.Duration;

/**
 * How much drift of a figure matters in a soak.
 *
 * @param confidence a steady figure is taken for a drifting one in at most 1 - confidence of all
 *     runs; above 0.5, at most 0.998
 * @param horizon within which nothing may reach its limit; above 0
 * @param stepShare change of level, as a share of the first level, that does not count; 0 to 1
 * @param latency growth of latencies over 1,000 reconnections that is tolerated
 * @param latencyFloor growth over the run below which none counts; a step below five times it
 *     neither
 * @param memoryBytes growth of memory over 1,000 reconnections that is tolerated
 * @param memoryFloorBytes as for latencies
 * @param residentFloorBytes the same of resident memory, in which a runtime's code and arenas
 *     settle for minutes
 * @param count growth of files, threads and entries over 1,000 reconnections that is tolerated
 * @param countFloor as for latencies
 */
public record DriftPlan(
    double confidence,
    Duration horizon,
    double stepShare,
    Duration latency,
    Duration latencyFloor,
    long memoryBytes,
    long memoryFloorBytes,
    long residentFloorBytes,
    int count,
    int countFloor) {

  private static final double MOST_CONFIDENCE = 0.998;

  /** Refuses a confidence that cannot be reached. */
  public DriftPlan {
    if (!(confidence > 0.5 && confidence <= MOST_CONFIDENCE)) {
      throw ConfigurationException.refused(
          "holdfast.soak.drift.confidence", "above 0.5 and at most 0.998", confidence);
    }
  }

  static DriftPlan of(Values values) {
    return new DriftPlan(
        values.properShare("holdfast.soak.drift.confidence"),
        values.positive("holdfast.soak.drift.horizon"),
        values.share("holdfast.soak.drift.step-share"),
        values.notNegative("holdfast.soak.drift.latency"),
        values.notNegative("holdfast.soak.drift.latency-floor"),
        values.count("holdfast.soak.drift.memory-bytes"),
        values.count("holdfast.soak.drift.memory-floor-bytes"),
        values.count("holdfast.soak.drift.resident-floor-bytes"),
        values.count("holdfast.soak.drift.count"),
        values.count("holdfast.soak.drift.count-floor"));
  }
}
