/**
 * How a run and injectors on other machines talk over NATS JetStream: by messages that survive a
 * cut, each once and in order.
 */
@NullMarked
package dev.holdfast.run.exchange;

import org.jspecify.annotations.NullMarked;
