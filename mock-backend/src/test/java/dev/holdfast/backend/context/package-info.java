/** Tests of contexts, stores and retention. */
@NullMarked
package dev.holdfast.backend.context;

import org.jspecify.annotations.NullMarked;
