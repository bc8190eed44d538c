package dev.holdfast.soak;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.soak.DriftPlan;
import java.time.Duration;

/**
 * What a soak promises of its course.
 *
 * @param window length of the windows of which none may be bad; above 0
 * @param windowP99 longest 99th percentile of the whole restore in any of them; above 0
 * @param drift how much drift of a figure matters
 * @param seed of the resampling that tells drift from noise
 * @param ownBackend whether the backend is the mock one, which tells all of its figures; another
 *     target is held to those that it tells
 * @param collects whether live heaps are measured after full collections
 */
public record SoakPromise(
    Duration window,
    Duration windowP99,
    DriftPlan drift,
    long seed,
    boolean ownBackend,
    boolean collects) {

  /** What the soak of that plan promises. */
  public static SoakPromise of(RunPlan plan) {
    return new SoakPromise(
        plan.soak().window(),
        plan.soak().windowP99(),
        plan.soak().drift(),
        plan.load().seed(),
        plan.target().isEmpty(),
        !plan.soak().collectEvery().isZero());
  }
}
