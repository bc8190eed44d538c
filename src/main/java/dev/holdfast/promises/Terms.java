package dev.holdfast.promises;

import dev.holdfast.assessment.CapacityPromise;
import dev.holdfast.assessment.ValidityRules;
import dev.holdfast.objectives.RecordedObjective;
import dev.holdfast.soak.SoakPromise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is held to.
 *
 * @param validity the rules by which the run can say anything
 * @param objectives in the order in which they are reported
 * @param soak what is promised of its course; null where nothing is
 * @param searches what it looks for; empty where it looks for nothing
 */
record Terms(
    ValidityRules validity,
    List<RecordedObjective> objectives,
    @Nullable SoakPromise soak,
    List<CapacityPromise> searches) {

  static Terms of(ValidityRules validity, List<RecordedObjective> objectives) {
    return new Terms(validity, objectives, null, List.of());
  }
}
