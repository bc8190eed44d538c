package dev.holdfast.backend.context;

/** Decides what a session that returns still has. */
@FunctionalInterface
public interface Retention {

  /** What is left of the context at this return. */
  Retained onReturn(Reconnection reconnection, AgentContext context);
}
