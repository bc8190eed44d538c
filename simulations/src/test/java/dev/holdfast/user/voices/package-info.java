/** Tests of those who speak in users' sessions. */
@NullMarked
package dev.holdfast.user.voices;

import org.jspecify.annotations.NullMarked;
