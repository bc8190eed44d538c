/** Tests of how numbers are said. */
@NullMarked
package dev.holdfast.wording;

import org.jspecify.annotations.NullMarked;
