/** What a seeded defect does to a context that is shown. */
@NullMarked
package dev.holdfast.backend.defects.harms;

import org.jspecify.annotations.NullMarked;
