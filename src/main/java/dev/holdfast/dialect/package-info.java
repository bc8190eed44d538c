/** How to speak to a backend: frames are built from, and read into, Holdfast's words. */
@NullMarked
package dev.holdfast.dialect;

import org.jspecify.annotations.NullMarked;
