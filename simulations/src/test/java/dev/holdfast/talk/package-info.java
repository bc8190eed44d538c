/** What people say, tried without load. */
@NullMarked
package dev.holdfast.talk;

import org.jspecify.annotations.NullMarked;
