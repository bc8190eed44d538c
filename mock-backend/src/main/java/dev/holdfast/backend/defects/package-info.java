/** The closed catalogue of seeded defects: what a backend may get wrong, on purpose. */
@NullMarked
package dev.holdfast.backend.defects;

import org.jspecify.annotations.NullMarked;
