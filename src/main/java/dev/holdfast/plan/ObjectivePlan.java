package dev.holdfast.plan;

import dev.holdfast.settings.Values;
import java.time.Duration;

/**
 * What is promised, in numbers.
 *
 * @param continuity share of planned reconnections whose promise is kept; above 0, below 1
 * @param confidence with which that is shown; above 0, below 1
 * @param connectMean longest mean connect
 * @param connectMax longest connect
 * @param restoreP999 longest restore at the 99.9th percentile
 * @param placeRatio how much slower another place may be; at least 1
 * @param placeFloor difference that does not count
 * @param cycleGrowth growth of the restore's time a cycle; 0 to 1
 * @param cycleFloor growth a cycle that does not count
 * @param growth of context and memory over idle reconnections; 0 to 1
 * @param contextFloorBytes growth of the context that does not count
 * @param memoryFloorBytes growth of the memory that does not count
 * @param othersSpeak whether others speak in the users' sessions, so that it is promised what
 *     becomes of that
 * @param pings whether clients can ask for a sign of life, so that it is promised how soon they
 *     notice a loss
 */
public record ObjectivePlan(
    double continuity,
    double confidence,
    Duration connectMean,
    Duration connectMax,
    Duration restoreP999,
    double placeRatio,
    Duration placeFloor,
    double cycleGrowth,
    Duration cycleFloor,
    double growth,
    long contextFloorBytes,
    long memoryFloorBytes,
    boolean othersSpeak,
    boolean pings) {

  static ObjectivePlan of(Values values) {
    return new ObjectivePlan(
        values.properShare("holdfast.objectives.continuity"),
        values.properShare("holdfast.objectives.confidence"),
        values.positive("holdfast.objectives.connect-mean"),
        values.positive("holdfast.objectives.connect-max"),
        values.positive("holdfast.objectives.restore-p999"),
        values.ratio("holdfast.objectives.place-ratio"),
        values.notNegative("holdfast.objectives.place-floor"),
        values.share("holdfast.objectives.cycle-growth"),
        values.notNegative("holdfast.objectives.cycle-floor"),
        values.share("holdfast.objectives.growth"),
        values.number("holdfast.objectives.context-floor-bytes"),
        values.number("holdfast.objectives.memory-floor-bytes"),
        false,
        true);
  }

  /** The same where others speak in the users' sessions. */
  ObjectivePlan withOthers() {
    return with(true, pings);
  }

  /** The same for clients whose server answers no ping. */
  ObjectivePlan withoutPings() {
    return with(othersSpeak, false);
  }

  private ObjectivePlan with(boolean others, boolean ping) {
    return new ObjectivePlan(
        continuity,
        confidence,
        connectMean,
        connectMax,
        restoreP999,
        placeRatio,
        placeFloor,
        cycleGrowth,
        cycleFloor,
        growth,
        contextFloorBytes,
        memoryFloorBytes,
        others,
        ping);
  }
}
