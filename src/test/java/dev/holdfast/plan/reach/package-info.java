/** How a target is reached: its URL, paths, TLS, accounts. */
@NullMarked
package dev.holdfast.plan.reach;

import org.jspecify.annotations.NullMarked;
