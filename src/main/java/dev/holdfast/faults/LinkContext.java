package dev.holdfast.faults;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a link needs of the proxy it belongs to.
 *
 * @param userHeader the header that names the user
 * @param traffic the counters
 * @param listener is told of faults
 * @param nanoTime the monotonic clock
 * @param random this link's own dice
 */
record LinkContext(
    String userHeader,
    TrafficCounts traffic,
    FaultListener listener,
    LongSupplier nanoTime,
    RandomGenerator random) {}
