/**
 * What a run promised, written into its {@code run.json} when it begins, and read from there by all
 * that judge it: the end of the run, its reports, and whoever judges the recording again.
 */
@NullMarked
package dev.holdfast.promises;

import org.jspecify.annotations.NullMarked;
