package dev.holdfast.measure.live;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run has come.
 *
 * @param phase what goes on, in a word or two
 * @param elapsed since it began
 * @param left how long it still takes if all goes well; empty if nobody knows
 */
public record RunProgress(String phase, Duration elapsed, Optional<Duration> left) {}
