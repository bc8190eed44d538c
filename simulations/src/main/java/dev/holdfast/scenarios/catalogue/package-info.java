/** Which story each name of a scenario stands for. */
@NullMarked
package dev.holdfast.scenarios.catalogue;

import org.jspecify.annotations.NullMarked;
