/** Watches the load generator itself: lateness, collections, processor, files, clock. */
@NullMarked
package dev.holdfast.measure.generator;

import org.jspecify.annotations.NullMarked;
