@NullMarked
package dev.holdfast.exposition;

import org.jspecify.annotations.NullMarked;
