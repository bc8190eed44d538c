package dev.holdfast.soak;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That the generator itself stood still: a machine that was suspended, a process that was stopped.
 * In hours of lag percentiles it would not show, and the returns that came too late by it would be
 * held against the backend.
 *
 * @param longest that an event loop may run late; above 0
 */
record Standstill(Duration longest) {

  /** The run, with a reason why it can say nothing where its generator stood still. */
  RunRecord noted(RunRecord run) {
    Optional<String> reason = in(run);
    if (reason.isEmpty()) {
      return run;
    }
    List<String> reasons = new ArrayList<>(run.abortReasons());
    reasons.add(reason.get());
    return new RunRecord(
        run.identity(),
        run.complete(),
        run.endedBy(),
        reasons,
        run.durationMillis(),
        run.peakConcurrentUsers(),
        run.tallies(),
        run.anomalies(),
        run.witnesses(),
        run.latencies(),
        run.intervals(),
        run.generator(),
        run.samples());
  }

  private Optional<String> in(RunRecord run) {
    double millis = run.generator().eventLoopLagMaxMillis();
    return millis > longest.toNanos() / 1e6
        ? Optional.of(
            "the generator stood still for "
                + Wording.micros(millis * 1e3)
                + " (holdfast.soak.standstill is "
                + Wording.duration(longest)
                + "): a suspended machine, or a stopped process")
        : Optional.empty();
  }
}
