/**
 * The verdict of a recorded run: which objectives each kind of run has, what makes a run invalid,
 * and PASS, FAIL or INVALID.
 */
@NullMarked
package dev.holdfast.assessment;

import org.jspecify.annotations.NullMarked;
