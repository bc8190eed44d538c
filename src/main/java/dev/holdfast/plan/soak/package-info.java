/** What a soak does over its hours. */
@NullMarked
package dev.holdfast.plan.soak;

import org.jspecify.annotations.NullMarked;
