package dev.holdfast.backend.defects.harms;

import dev.holdfast.backend.context.AgentContext;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes what a victim's connection is shown of its context. */
@FunctionalInterface
public interface Harm {

  /** What becomes of the context, each time it is read; empty if there is nothing to harm. */
  Optional<UnaryOperator<AgentContext>> on(Victim victim);
}
