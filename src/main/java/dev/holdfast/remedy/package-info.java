/** What to do about a run that proved nothing, in commands that can be pasted. */
@NullMarked
package dev.holdfast.remedy;

import org.jspecify.annotations.NullMarked;
