/** What a server owes one session, kept item by item. */
@NullMarked
package dev.holdfast.continuity.owed;

import org.jspecify.annotations.NullMarked;
