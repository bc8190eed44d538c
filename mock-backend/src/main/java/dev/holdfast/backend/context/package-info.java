/** What a session is worth: its context under one version, where it is kept, and for how long. */
@NullMarked
package dev.holdfast.backend.context;

import org.jspecify.annotations.NullMarked;
