/** Notifications left for users who are away. */
@NullMarked
package dev.holdfast.steps.mail;

import org.jspecify.annotations.NullMarked;
