package dev.holdfast.continuity;

/**
 * A message that the server acknowledged or showed.
 *
 * @param message as it was acknowledged or shown
 * @param version of the context that first held it; -1 where the backend tells none
 */
record Owed(Message message, long version) {}
