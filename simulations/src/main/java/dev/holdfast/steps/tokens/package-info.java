/** Sessions and tokens: asked for, renewed, forged, borrowed. */
@NullMarked
package dev.holdfast.steps.tokens;

import org.jspecify.annotations.NullMarked;
