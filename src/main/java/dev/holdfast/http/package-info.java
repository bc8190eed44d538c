/** HTTP as any server understands it. */
@NullMarked
package dev.holdfast.http;

import org.jspecify.annotations.NullMarked;
