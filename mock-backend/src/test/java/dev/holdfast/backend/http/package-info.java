/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.backend.http;

import org.jspecify.annotations.NullMarked;
