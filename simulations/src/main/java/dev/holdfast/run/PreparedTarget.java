package dev.holdfast.run;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.run.context.SpokenDialect;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.run.reach.MockBackend;
import dev.holdfast.run.reach.NoTargetException;
import dev.holdfast.run.reach.TargetProbe;
import java.util.Optional;
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
   * @param silent which addresses of the target accept no connection; empty if all do
   */
  static PreparedTarget find(RunKind kind, RunPlan plan, Optional<String> silent) {
    Dialect dialect = SpokenDialect.of(plan);
    MockBackend started = null;
    try {
      started =
          plan.target().isPresent()
              ? null
              : MockBackend.start(plan, kind.needsDurableBackend(plan));
      Target target = started == null ? plan.target().orElseThrow() : started.target();
      new TargetProbe(dialect, plan.reach(), plan.patience().connect()).require(target);
      return new PreparedTarget(started, target, null);
    } catch (NoTargetException e) {
      String failure = e.getMessage() + silent.map(each -> "; " + each).orElse("");
      return new PreparedTarget(started, null, failure);
    }
  }
}
