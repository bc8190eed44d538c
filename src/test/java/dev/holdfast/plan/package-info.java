/** Tests of how a run's plan is read and refused. */
@NullMarked
package dev.holdfast.plan;

import org.jspecify.annotations.NullMarked;
