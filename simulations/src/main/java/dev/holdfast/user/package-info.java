/**
 * One virtual user: what it says, what it is owed, the return that it is in; and what all users of
 * a run share.
 */
@NullMarked
package dev.holdfast.user;

import org.jspecify.annotations.NullMarked;
