/** Whom the target knows, and the tokens by which it does. */
@NullMarked
package dev.holdfast.user.accounts;

import org.jspecify.annotations.NullMarked;
