@NullMarked
package dev.holdfast.soak;

import org.jspecify.annotations.NullMarked;
