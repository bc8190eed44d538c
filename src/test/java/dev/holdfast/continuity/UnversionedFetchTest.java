package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.finds;
import static dev.holdfast.continuity.Verdicts.preserved;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.Fetch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a backend tells no versions, what came since a fetch was asked for is not missed in it. */
class UnversionedFetchTest {

  private final Talk talk = new Talk();
  private final Ledger ledger = talk.ledger;

  UnversionedFetchTest() {
    turn(new Memory(Map.of("a", "b"), Map.of()));
  }

  private Snapshot now() {
    return talk.server.now().withVersion(-1);
  }

  private List<Finding> hear(ServerEvent event) {
    if (event instanceof ServerEvent.Acked acked) {
      return talk.hear(new ServerEvent.Acked(acked.messageId(), acked.seq(), -1));
    }
    if (event instanceof ServerEvent.ToolCalled called) {
      return talk.hear(new ServerEvent.ToolCalled(called.call(), -1));
    }
    if (event instanceof ServerEvent.Answered told) {
      return talk.hear(
          new ServerEvent.Answered(
              told.turn(), told.message(), -1, told.memory(), told.workflow()));
    }
    return talk.hear(event);
  }

  private void turn(Memory memory) {
    finds(hear(talk.send(talk.nextId(), memory, true)));
    talk.server.finishTurn().forEach(each -> finds(hear(each)));
  }

  @Test
  void aHistoryNeedNotHaveWhatWasAcknowledgedSinceItWasAskedFor() {
    Snapshot asked = now();
    ledger.asked(Fetch.HISTORY);
    turn(Memory.EMPTY);

    finds(hear(asked.historyEvent()));
    preserved(talk.comingBackWith(now()).done());
  }

  @Test
  void aContextNeedNotHaveWhatWasShownSinceItWasAskedFor() {
    Snapshot asked = now();
    ledger.asked(Fetch.CONTEXT);
    turn(new Memory(Map.of("c", "d"), Map.of()));

    finds(hear(asked.contextEvent(Talk.SESSION)));
    preserved(talk.comingBackWith(now()).done());
  }

  @Test
  void whatWasKnownWhenItWasAskedForMustBeThere() {
    Snapshot asked = now();
    ledger.asked(Fetch.HISTORY);
    ledger.asked(Fetch.CONTEXT);
    turn(Memory.EMPTY);

    finds(hear(asked.without(0).historyEvent()), Anomaly.LOST_MESSAGE);
    finds(
        hear(asked.withCalls(calls -> List.of()).contextEvent(Talk.SESSION)),
        Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void whatCameMeanwhileIsOwedStill() {
    Snapshot asked = now();
    ledger.asked(Fetch.HISTORY);
    ledger.asked(Fetch.CONTEXT);
    turn(new Memory(Map.of("c", "d"), Map.of()));
    hear(asked.historyEvent());
    hear(asked.contextEvent(Talk.SESSION));

    broken(
        talk.comingBackWith(now().without(now().history().size() - 1)).judgement(),
        Anomaly.LOST_MESSAGE);
    broken(
        talk.comingBackWith(now().withCalls(calls -> calls.subList(0, 1))).judgement(),
        Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void aFreshAnswerMustHaveAll() {
    Snapshot older = now();
    ledger.asked(Fetch.HISTORY);
    finds(hear(older.historyEvent()));
    turn(Memory.EMPTY);
    ledger.asked(Fetch.HISTORY);

    finds(hear(older.historyEvent()), Anomaly.LOST_MESSAGE, Anomaly.LOST_MESSAGE);
  }

  @Test
  void soMustOneThatNobodySaidWasAskedFor() {
    Snapshot older = now();
    turn(Memory.EMPTY);

    finds(hear(older.historyEvent()), Anomaly.LOST_MESSAGE, Anomaly.LOST_MESSAGE);
  }
}
