/** Reading files of a recording that may be anything, and of any size. */
@NullMarked
package dev.holdfast.measure.files;

import org.jspecify.annotations.NullMarked;
