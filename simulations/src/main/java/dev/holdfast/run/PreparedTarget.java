package dev.holdfast.run;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.Target;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to load, before anything is loaded.
 *
 * @param backend the mock backend, if the run started it
 * @param target has greeted; null if none did
 * @param failure why none did; null if one did
 */
record PreparedTarget(
    @Nullable MockBackend backend, @Nullable Target target, @Nullable String failure) {

  /**
   * Starts the mock backend if no target is given, and makes sure that the target answers.
   *
   * @param durable whether the mock backend must outlive its process
   */
  static PreparedTarget find(RunPlan plan, boolean durable) {
    Dialect dialect = SpokenDialect.of(plan);
    MockBackend started = null;
    try {
      started = plan.target().isPresent() ? null : MockBackend.start(plan, durable);
      Target target = started == null ? plan.target().orElseThrow() : started.target();
      new TargetProbe(dialect, plan.reach(), plan.patience().connect()).require(target);
      return new PreparedTarget(started, target, null);
    } catch (NoTargetException e) {
      return new PreparedTarget(started, null, e.getMessage());
    }
  }
}
