/**
 * Targets as they are in the field: a relay in front of a sound mock backend that makes it behave
 * as other servers do.
 */
@NullMarked
package dev.holdfast.fieldtargets;

import org.jspecify.annotations.NullMarked;
