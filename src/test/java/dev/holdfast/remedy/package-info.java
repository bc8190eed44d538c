@NullMarked
package dev.holdfast.remedy;

import org.jspecify.annotations.NullMarked;
