/**
 * The HTTP edge of the backend: authentication, health, metrics and administration, and where a
 * request comes from.
 */
@NullMarked
package dev.holdfast.backend.http;

import org.jspecify.annotations.NullMarked;
