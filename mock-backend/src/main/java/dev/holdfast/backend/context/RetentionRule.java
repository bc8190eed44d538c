package dev.holdfast.backend.context;

/** Decides what a session that returns still has. */
@FunctionalInterface
public interface RetentionRule {

  /** What is left of the context at this return. */
  Retained onReturn(SessionReturn reconnection, AgentContext context);
}
