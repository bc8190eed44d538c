/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.backend.auth;

import org.jspecify.annotations.NullMarked;
