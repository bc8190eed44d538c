package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.RestoredContext;

/**
 * Judges the cheap check. Alone, it stands for the parts that were not fetched; beside them, it
 * must agree with them, or the server checks something else than it serves.
 */
final class CheckJudge {

  private final Digests digests;
  private final LedgerState owed;
  private final Findings findings;

  CheckJudge(Digests digests, LedgerState owed, Findings findings) {
    this.digests = digests;
    this.owed = owed;
    this.findings = findings;
  }

  /** Whether the check may stand for the parts: neither came, and what they must be is known. */
  boolean standsForParts(RestoredContext restored) {
    return restored.checked() != null
        && restored.history() == null
        && restored.context() == null
        && owed.checkable();
  }

  /**
   * Judges the check that came, if one did.
   *
   * @param settled whether nothing could be committed between the replies, so that check and parts
   *     must be of one version
   */
  void judge(RestoredContext restored, boolean settled) {
    ServerEvent.Checked checked = restored.checked();
    if (checked != null && standsForParts(restored)) {
      alone(checked);
    } else {
      besideParts(restored, settled);
    }
  }

  /** Judges the check against the parts that came, and never for what is owed. */
  void besideParts(RestoredContext restored, boolean settled) {
    ServerEvent.Checked checked = restored.checked();
    if (checked == null) {
      return;
    }
    ServerEvent.History history = restored.history();
    if (history != null && comparable("history", history.version(), checked, settled)) {
      history(history, checked);
    }
    ServerEvent.Context context = restored.context();
    if (context != null
        && comparable("context", context.version(), checked, settled)
        && !digests
            .contextDigest(context.memory(), context.workflow(), context.toolCalls())
            .equals(checked.contextDigest())) {
      differs("context", "another digest");
    }
  }

  private void history(ServerEvent.History history, ServerEvent.Checked checked) {
    int messages = history.messages().size();
    if (messages != checked.messageCount()) {
      differs("history", checked.messageCount() + " messages beside " + messages);
    } else if (!owed.historyDigest(digests, history.messages()).equals(checked.historyDigest())) {
      differs("history", "another digest");
    }
  }

  /** Whether check and part must agree; where they must and are of two versions, says so. */
  private boolean comparable(
      String part, long version, ServerEvent.Checked checked, boolean settled) {
    boolean told = version >= 0 && checked.version() >= 0;
    if (told && version != checked.version() && settled) {
      differs(part, "version " + checked.version() + " beside " + version);
    }
    return told ? version == checked.version() : settled;
  }

  private void alone(ServerEvent.Checked checked) {
    int owedMessages = owed.messages().size();
    if (!owed.historyAgrees(checked, digests)) {
      Anomaly anomaly = Anomaly.CORRUPTED_MESSAGE;
      if (checked.messageCount() != owedMessages) {
        anomaly =
            checked.messageCount() < owedMessages
                ? Anomaly.LOST_MESSAGE
                : Anomaly.UNEXPECTED_MESSAGE;
      }
      findings.add(
          anomaly,
          "the digest of " + owedMessages + " messages",
          "another digest, of " + checked.messageCount() + " messages");
    }
    if (!owed.contextAgrees(checked, digests)) {
      findings.add(Anomaly.TORN_CONTEXT, "the digest of the context", "another digest");
    }
  }

  private void differs(String part, String came) {
    findings.add(Anomaly.TORN_CONTEXT, "a check of the " + part + " that is served", came);
  }
}
