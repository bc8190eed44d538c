/** How run and injectors talk, before a real NATS server. */
@NullMarked
package dev.holdfast.run.exchange;

import org.jspecify.annotations.NullMarked;
