package dev.holdfast.backend.defects;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.ScalarValue;
import dev.holdfast.backend.context.StoredMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes other than what was acknowledged or sent: a message's memory, and turns that were cut. */
record DefectiveWrites(String userId, Dice dice, Injections injections) {

  /** What is written of what a message asked to be remembered. */
  AgentMemory written(String messageId, AgentMemory asked) {
    if (asked.size() == 0) {
      return asked;
    }
    if (hits(Defect.DROPPED_AT_WRITE, messageId)) {
      return AgentMemory.EMPTY;
    }
    AgentMemory changed =
        hits(Defect.CHANGED_AT_WRITE, messageId) ? one(asked, DefectiveWrites::other) : asked;
    return hits(Defect.CUT_AT_WRITE, messageId) ? one(changed, DefectiveWrites::cut) : changed;
  }

  /**
   * What is stored of a turn whose connection has gone.
   *
   * @param sent the answer as far as it was sent
   */
  AgentContext stored(String turn, String sent, AgentContext after) {
    AgentContext stored = after;
    if (!sent.isEmpty() && hits(Defect.CUT_ANSWER, turn)) {
      List<StoredMessage> history = new ArrayList<>(stored.history());
      history.replaceAll(
          message -> turn.equals(message.inReplyTo()) ? message.withContent(sent) : message);
      stored = stored.withParts(history, stored.memory(), stored.workflow(), stored.toolCalls());
    }
    if (hits(Defect.LOST_CALL_OF_CUT_TURN, turn)) {
      stored =
          stored.withParts(
              stored.history(),
              stored.memory(),
              stored.workflow(),
              stored.toolCalls().stream().filter(call -> !call.turn().equals(turn)).toList());
    }
    return stored;
  }

  /** The memory with its first entry, by name, as something else. */
  private static AgentMemory one(AgentMemory asked, UnaryOperator<ScalarValue> harm) {
    return asked.preferences().isEmpty()
        ? new AgentMemory(Map.of(), one(asked.variables(), harm))
        : new AgentMemory(one(asked.preferences(), harm), asked.variables());
  }

  private static Map<String, ScalarValue> one(
      Map<String, ScalarValue> entries, UnaryOperator<ScalarValue> harm) {
    Map<String, ScalarValue> harmed = new HashMap<>(entries);
    entries.keySet().stream()
        .min(String::compareTo)
        .ifPresent(key -> harmed.computeIfPresent(key, (name, value) -> harm.apply(value)));
    return harmed;
  }

  private static ScalarValue other(ScalarValue value) {
    return ScalarValue.text(value.text() + "?");
  }

  private static ScalarValue cut(ScalarValue value) {
    return ScalarValue.text(value.text().substring(0, value.text().length() / 2));
  }

  private boolean hits(Defect defect, String occasion) {
    boolean hit = dice.hits(defect, userId, occasion);
    if (hit) {
      injections.count(defect);
    }
    return hit;
  }
}
