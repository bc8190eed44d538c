package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;

/**
 * A message that may or may not be in the history, but never twice: sent and not acknowledged, or
 * once owed, lost and reported, so that its return is no new anomaly.
 *
 * @param message as it was sent or owed
 * @param memory what was to be remembered with it
 * @param replyExpected whether the agent was asked to answer it
 * @param after how many owed messages must stand before it
 * @param order its number among its client's messages; -1 if it was sent again, so that its place
 *     says nothing
 * @param floor the highest version seen when it was first sent; its commit is of no older one
 * @param inFlight whether it was sent on the connection that is open, or was lost last, so that it
 *     may be committed at any moment
 */
public record Indeterminate(
    Message message,
    Memory memory,
    boolean replyExpected,
    int after,
    long order,
    long floor,
    boolean inFlight) {

  Indeterminate landed() {
    return new Indeterminate(message, memory, replyExpected, after, order, floor, false);
  }
}
