/** Tokens and what they claim: issued, signed, verified, revoked. */
@NullMarked
package dev.holdfast.backend.auth.tokens;

import org.jspecify.annotations.NullMarked;
