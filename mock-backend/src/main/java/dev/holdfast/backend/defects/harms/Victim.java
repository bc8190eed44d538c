package dev.holdfast.backend.defects.harms;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.SessionReturn;
import java.util.function.IntUnaryOperator;

/**
 * A return that a defect has picked.
 *
 * @param context what the session honestly has
 * @param reconnection the facts of its return
 * @param past what may still be lying about
 * @param pick chooses one of so many
 */
public record Victim(
    AgentContext context, SessionReturn reconnection, Past past, IntUnaryOperator pick) {

  /** One of so many; at least one must be there. */
  int oneOf(int bound) {
    return pick.applyAsInt(bound);
  }
}
