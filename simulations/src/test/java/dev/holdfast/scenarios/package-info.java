/** What scenarios plan, tried without load. */
@NullMarked
package dev.holdfast.scenarios;

import org.jspecify.annotations.NullMarked;
