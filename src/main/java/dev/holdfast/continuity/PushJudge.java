package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.owed.LedgerState;

/** Looks, in what a server pushes to a new connection, for what the client had already seen. */
final class PushJudge {

  private final LedgerState owed;
  private final boolean lossAllowed;
  private final Findings faults;

  /**
   * A judge of what is pushed.
   *
   * @param lossAllowed whether the policy lets items be missing, so that an answer may show less
   */
  PushJudge(LedgerState owed, boolean lossAllowed, Findings faults) {
    this.owed = owed;
    this.lossAllowed = lossAllowed;
    this.faults = faults;
  }

  void judge(ServerEvent event) {
    if (event instanceof ServerEvent.Answered answered) {
      answer(answered);
    } else if (event instanceof ServerEvent.ToolCalled called) {
      toolCall(called.call());
    } else if (event instanceof ServerEvent.Acked acked) {
      if (owed.messages().rankOf(acked.messageId()) >= 0 && !owed.wasResent(acked.messageId())) {
        faults.add(Anomaly.DUPLICATED_MESSAGE, "one ack", "ack of " + acked.messageId() + " again");
      }
    }
  }

  private void answer(ServerEvent.Answered answered) {
    String id = answered.message().id();
    if (owed.messages().rankOf(id) >= 0) {
      faults.add(Anomaly.DUPLICATED_MESSAGE, "one answer", "answer " + id + " again");
    } else if (!owed.turns().isOpen(answered.turn())) {
      faults.add(
          owed.past().ofUnknown(answered.turn()),
          "no answer",
          "answer " + id + " to " + answered.turn() + ", which waits for none");
    }
    if (!lossAllowed) {
      new AnswerJudge(owed, faults).judge(answered);
    }
  }

  private void toolCall(ToolCall call) {
    if (owed.toolCalls().find(call.id()) != null || owed.toolCalls().sameUse(call) != null) {
      faults.add(
          Anomaly.REPEATED_TOOL_CALL,
          "one call",
          call.tool() + " in turn " + call.turn() + " again");
    }
  }
}
