/**
 * The detection power of Holdfast: every defect of the mock backend against what the gate reports
 * of it.
 */
@NullMarked
package dev.holdfast.matrix;

import org.jspecify.annotations.NullMarked;
