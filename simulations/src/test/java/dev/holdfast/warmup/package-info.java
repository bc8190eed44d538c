/** When a process is warm, tried without load. */
@NullMarked
package dev.holdfast.warmup;

import org.jspecify.annotations.NullMarked;
