/** Tests of the seeded defects. */
@NullMarked
package dev.holdfast.backend.defects;

import org.jspecify.annotations.NullMarked;
