/** What every mailbox must do, wherever it is kept. */
@NullMarked
package dev.holdfast.backend.mailbox;

import org.jspecify.annotations.NullMarked;
