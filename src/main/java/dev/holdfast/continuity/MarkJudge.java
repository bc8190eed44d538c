package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Mark;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerState;
import java.util.List;
import java.util.Map;

/** Looks for another user's marks in everything that a server says, whatever else is judged. */
final class MarkJudge {

  private final LedgerState owed;
  private final Findings faults;

  MarkJudge(LedgerState owed, Findings faults) {
    this.owed = owed;
    this.faults = faults;
  }

  void judge(ServerEvent event) {
    if (event instanceof ServerEvent.History history) {
      messages(history.messages());
    } else if (event instanceof ServerEvent.Context context) {
      memory(context.memory());
      context.toolCalls().forEach(call -> text("tool call ", call.id(), call.result()));
    } else if (event instanceof ServerEvent.Answered answered) {
      text("answer ", answered.message().id(), answered.message().content());
      if (answered.memory() != null) {
        memory(answered.memory());
      }
    } else if (event instanceof ServerEvent.ToolCalled called) {
      text("tool call ", called.call().id(), called.call().result());
    } else if (event instanceof ServerEvent.Chunk chunk) {
      text("chunk of the answer to ", chunk.turn(), chunk.data());
    } else if (event instanceof ServerEvent.Notified notified) {
      text("notification ", notified.messageId(), notified.content());
    } else if (event instanceof ServerEvent.Status status && status.warning() != null) {
      text("warning", "", status.warning());
    } else if (event instanceof ServerEvent.Refused refused) {
      text("error ", refused.code(), refused.message());
    }
  }

  /** What was adopted, and is the same as then, was looked at then. */
  private void messages(List<Message> messages) {
    for (int at = owed.messages().unchangedIn(messages); at < messages.size(); at++) {
      text("message ", messages.get(at).id(), messages.get(at).content());
    }
  }

  private void memory(Memory memory) {
    values(memory.preferences());
    values(memory.variables());
  }

  private void values(Map<String, String> values) {
    values.forEach((key, value) -> text("memory ", key, value));
  }

  private void text(String where, String id, String text) {
    Mark mark = owed.marks().foreignIn(text);
    if (mark != null) {
      faults.add(
          Anomaly.FOREIGN_CONTEXT,
          "nothing of another user",
          where + id + " of user " + mark.user() + ": " + Findings.quote(text));
    }
  }
}
