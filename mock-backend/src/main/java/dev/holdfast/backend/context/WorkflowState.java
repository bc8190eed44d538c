package dev.holdfast.backend.context;

import java.util.List;

/**
 * How far the agent's work has come.
 *
 * @param currentStep from 0 (not begun) to {@code totalSteps}
 * @param totalSteps not negative
 * @param pendingSteps names of the steps still to do, in order
 */
public record WorkflowState(int currentStep, int totalSteps, List<String> pendingSteps) {

  /** The workflow of a fresh session: five steps, none begun, nothing pending. */
  public static final WorkflowState FRESH = new WorkflowState(0, 5, List.of());

  /** Refuses a step outside the workflow. */
  public WorkflowState {
    pendingSteps = List.copyOf(pendingSteps);
    if (currentStep < 0 || currentStep > totalSteps) {
      throw new IllegalArgumentException(
          "current_step must be 0 to " + totalSteps + ", got: " + currentStep);
    }
  }
}
