/** The control interface of the fault proxy, as Toxiproxy has it. */
@NullMarked
package dev.holdfast.faults.api;

import org.jspecify.annotations.NullMarked;
