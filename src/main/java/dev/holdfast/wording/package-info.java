/** Numbers as people say them: below all other packages, so that every text says them alike. */
@NullMarked
package dev.holdfast.wording;

import org.jspecify.annotations.NullMarked;
