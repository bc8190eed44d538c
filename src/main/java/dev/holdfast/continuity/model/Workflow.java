package dev.holdfast.continuity.model;

import java.util.List;

/**
 * How far the agent's work has come.
 *
 * @param currentStep from 0 (not begun) to {@code totalSteps}
 * @param totalSteps not negative
 * @param pendingSteps names of the steps still to do, in order
 */
public record Workflow(int currentStep, int totalSteps, List<String> pendingSteps) {

  /** No workflow begun. */
  public static final Workflow NONE = new Workflow(0, 0, List.of());

  /** Copies the list. */
  public Workflow {
    pendingSteps = List.copyOf(pendingSteps);
  }
}
