/** Gatling's statistics, where what a scenario wants is a success. */
@NullMarked
package dev.holdfast.run.statistics;

import org.jspecify.annotations.NullMarked;
