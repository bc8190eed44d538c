/** What others leave for a session while its user may be away: bounded, ranked, of limited life. */
@NullMarked
package dev.holdfast.backend.mailbox;

import org.jspecify.annotations.NullMarked;
