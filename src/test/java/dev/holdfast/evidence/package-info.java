/** Judged from disk as judged live. */
@NullMarked
package dev.holdfast.evidence;

import org.jspecify.annotations.NullMarked;
