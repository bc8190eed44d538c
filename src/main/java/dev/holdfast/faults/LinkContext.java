package dev.holdfast.faults;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a link needs of the proxy it belongs to.
 *
 * @param userHeader the header that names the user
 * @param users who is connected, and what is planned for them
 * @param traffic the counters
 * @param listener is told of faults
 * @param nanoTime the monotonic clock
 * @param random this link's own dice
 * @param gone is told when both sockets are closed
 */
record LinkContext(
    String userHeader,
    Users users,
    Traffic traffic,
    FaultListener listener,
    LongSupplier nanoTime,
    RandomGenerator random,
    Consumer<Link> gone) {}
