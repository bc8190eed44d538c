package dev.holdfast.plan;

import dev.holdfast.settings.Values;
import java.time.Duration;

/**
 * Beyond these the load generator was the limit, and its run says nothing of the backend.
 *
 * @param eventLoopLagP99 99th percentile of its lateness
 * @param gcPauseMax its longest pause
 * @param achieved least share of the planned reconnections that must have begun in time; 0 to 1
 * @param clockStep largest jump of the wall clock
 */
public record GeneratorLimits(
    Duration eventLoopLagP99, Duration gcPauseMax, double achieved, Duration clockStep) {

  static GeneratorLimits of(Values values) {
    return new GeneratorLimits(
        values.positive("holdfast.generator.event-loop-lag-p99"),
        values.positive("holdfast.generator.gc-pause-max"),
        values.share("holdfast.generator.achieved"),
        values.positive("holdfast.generator.clock-step"));
  }
}
