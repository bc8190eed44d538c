package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Message;

/**
 * A message that the server acknowledged or showed.
 *
 * @param message as it was acknowledged or shown
 * @param version of the context that first held it; -1 where the backend tells none
 */
public record Owed(Message message, long version) {}
