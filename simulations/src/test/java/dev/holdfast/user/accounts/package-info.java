/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.user.accounts;

import org.jspecify.annotations.NullMarked;
