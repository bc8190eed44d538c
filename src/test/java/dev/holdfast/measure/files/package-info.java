/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.measure.files;

import org.jspecify.annotations.NullMarked;
