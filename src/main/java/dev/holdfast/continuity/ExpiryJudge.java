package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.RestoredContext;
import org.jspecify.annotations.Nullable;

/** Looks whether a session whose time was up has ended, was said to have, and left nothing. */
final class ExpiryJudge {

  private final Findings faults = new Findings();

  /**
   * Judges one restored context.
   *
   * @param incomplete whether the server fell silent, so that what was not told is not held against
   *     it a second time
   */
  ExpiryJudge(RestoredContext restored, boolean incomplete) {
    ServerEvent.Status status = restored.status();
    if (status == null && incomplete) {
      return;
    }
    if (status == null || !status.expired() || !status.cleanSessionStarted()) {
      notExpired("to be told that the session expired and a clean one began", told(status));
    }
    if (restored.history() != null && !restored.history().messages().isEmpty()) {
      notExpired("no message", restored.history().messages().size() + " messages");
    }
    if (restored.context() != null) {
      context(restored.context());
    }
  }

  Findings faults() {
    return faults;
  }

  private void context(ServerEvent.Context context) {
    if (context.memory().size() > 0) {
      notExpired("no memory", context.memory().size() + " entries");
    }
    if (!context.toolCalls().isEmpty()) {
      notExpired("no tool call", context.toolCalls().size() + " tool calls");
    }
    if (context.workflow().currentStep() != 0) {
      notExpired("a workflow not begun", "step " + context.workflow().currentStep());
    }
  }

  private void notExpired(String owed, String came) {
    faults.add(Anomaly.NOT_EXPIRED, owed, came);
  }

  private static String told(ServerEvent.@Nullable Status status) {
    if (status == null) {
      return "nothing told";
    }
    return status.expired() ? "no clean session told of" : "told that it lives";
  }
}
