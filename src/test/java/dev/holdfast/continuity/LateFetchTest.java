package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.finds;
import static dev.holdfast.continuity.Verdicts.preserved;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.Fetch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The answer to a fetch may be as of any moment since it was asked for, and come after what was
 * said meanwhile; it is never older than what was known before.
 */
class LateFetchTest {

  private final Talk talk = Talk.afterTurns(2);
  private final Ledger ledger = talk.ledger;

  private static ServerEvent check(Snapshot shown) {
    return new ServerEvent.Checked(shown.version(), shown.history().size(), "", "", true);
  }

  private ServerEvent context(Snapshot shown) {
    return shown.contextEvent(Talk.SESSION);
  }

  @Test
  void aHistoryIsHeldAgainstWhatWasKnownWhenItWasAskedFor() {
    Snapshot asked = talk.server.now();
    ledger.asked(Fetch.HISTORY);
    talk.turn(Memory.EMPTY);

    finds(talk.hear(asked.historyEvent()));
    preserved(talk.comingBack().done());
  }

  @Test
  void afterTheSessionHasExpiredNothingOfItsFormerVersionsIsKnown() {
    talk.turn(Memory.EMPTY);
    ledger.asked(Fetch.HISTORY);
    ledger.state().startClean(Talk.SESSION);
    ledger.state().raise(2);

    finds(talk.hear(new ServerEvent.History(List.of(), 0)));
  }

  @Test
  void soIsAContext() {
    Snapshot asked = talk.server.now();
    ledger.asked(Fetch.CONTEXT);
    talk.turn(new Memory(Map.of("new", "one"), Map.of()));

    finds(talk.hear(context(asked)));
    preserved(talk.comingBack().done());
  }

  @Test
  void soIsACheck() {
    Snapshot asked = talk.server.now();
    ledger.asked(Fetch.CHECK);
    talk.turn(Memory.EMPTY);

    finds(talk.hear(check(asked)));
    finds(talk.hear(check(asked)), Anomaly.STALE_CONTEXT);
  }

  @Test
  void whatCameMeanwhileIsOwedStill() {
    Snapshot asked = talk.server.now();
    ledger.asked(Fetch.HISTORY);
    ledger.asked(Fetch.CONTEXT);
    talk.turn(new Memory(Map.of("new", "one"), Map.of()));
    talk.hear(asked.historyEvent());
    talk.hear(context(asked));
    Snapshot now = talk.server.now();

    broken(
        talk.comingBackWith(now.without(now.history().size() - 1)).judgement(),
        Anomaly.LOST_MESSAGE);
    broken(
        talk.comingBackWith(now.withCalls(calls -> calls.subList(0, 2))).judgement(),
        Anomaly.LOST_TOOL_CALL);
    broken(
        talk.comingBackWith(now.withPreferences(map -> asked.memory().preferences())).judgement(),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void aTurnThatItDoesNotHaveGoesOn() {
    Snapshot asked = talk.server.now();
    ledger.asked(Fetch.HISTORY);
    ledger.asked(Fetch.CONTEXT);
    talk.say(Memory.EMPTY, true);
    List<ServerEvent> pieces = talk.server.chunks(2);
    List<ServerEvent> pushes = talk.server.finishTurn();

    finds(talk.hear(pieces.get(0)));
    finds(talk.hear(asked.historyEvent()));
    finds(talk.hear(pieces.get(1)));
    finds(talk.hear(pushes.get(0)));
    finds(talk.hear(context(asked)));
    finds(talk.hear(pushes.get(1)));
    preserved(talk.comingBack().done());
  }

  @Test
  void whatWasKnownWhenItWasAskedForMustBeThere() {
    Snapshot asked = talk.server.now();
    ledger.asked(Fetch.HISTORY);
    ledger.asked(Fetch.CONTEXT);
    talk.turn(Memory.EMPTY);

    finds(talk.hear(asked.without(0).historyEvent()), Anomaly.LOST_MESSAGE);
    finds(
        talk.hear(context(asked.withCalls(calls -> calls.subList(1, 2)))), Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void olderThanWhatWasKnownThenIsStale() {
    Snapshot older = talk.server.now();
    talk.turn(Memory.EMPTY);
    for (Fetch each : Fetch.values()) {
      ledger.asked(each);
    }
    talk.turn(Memory.EMPTY);

    finds(talk.hear(older.historyEvent()), Anomaly.STALE_CONTEXT);
    finds(talk.hear(context(older)), Anomaly.STALE_CONTEXT);
    finds(talk.hear(check(older)), Anomaly.STALE_CONTEXT);
  }

  @Test
  void oneAskExcusesOneAnswerOfItsKind() {
    Snapshot asked = talk.server.now();
    ledger.asked(Fetch.HISTORY);
    talk.turn(Memory.EMPTY);

    finds(talk.hear(context(asked)), Anomaly.STALE_CONTEXT);
    finds(talk.hear(asked.historyEvent()));
    ledger.asked(Fetch.HISTORY);
    finds(talk.hear(asked.historyEvent()), Anomaly.STALE_CONTEXT);
  }

  @Test
  void ofSeveralThatAreUnansweredTheOldestIsAnsweredFirst() {
    Snapshot first = talk.server.now();
    ledger.asked(Fetch.HISTORY);
    talk.turn(Memory.EMPTY);
    Snapshot second = talk.server.now();
    ledger.asked(Fetch.HISTORY);
    talk.turn(Memory.EMPTY);

    finds(talk.hear(first.historyEvent()));
    finds(talk.hear(second.historyEvent()));
    finds(talk.hear(second.historyEvent()), Anomaly.STALE_CONTEXT);
  }

  @Test
  void whatWasAskedOnAConnectionThatIsGoneIsNotAnsweredOnTheNext() {
    Snapshot asked = talk.server.now();
    ledger.asked(Fetch.HISTORY);
    preserved(talk.comingBack().asking(Fetch.HISTORY).done());
    talk.turn(Memory.EMPTY);

    finds(talk.hear(asked.historyEvent()), Anomaly.STALE_CONTEXT);
  }

  @Test
  void aReturnThatGaveUpMayStillGetWhatItAskedFor() {
    Snapshot asked = talk.server.now();
    broken(
        talk.comingBack()
            .asking(Fetch.HISTORY, Fetch.CONTEXT)
            .history(null)
            .context(null)
            .answered(Admission.noAnswer("the restore did not complete"))
            .done(),
        Anomaly.NO_ANSWER);
    talk.turn(Memory.EMPTY);

    finds(talk.hear(asked.historyEvent()));
    finds(talk.hear(context(asked)));
    preserved(talk.comingBack().done());
  }

  @Test
  void whatAReturnGotIsAnswered() {
    Snapshot asked = talk.server.now();
    preserved(talk.comingBack().asking(Fetch.HISTORY, Fetch.CONTEXT).done());
    talk.turn(Memory.EMPTY);

    finds(talk.hear(asked.historyEvent()), Anomaly.STALE_CONTEXT);
    finds(talk.hear(context(asked)), Anomaly.STALE_CONTEXT);
  }

  @Test
  void anEarlierAttemptOfAReturnAskedInVain() {
    Snapshot asked = talk.server.now();
    preserved(
        talk.comingBack()
            .asking(Fetch.HISTORY)
            .andThen(ledger::askedInVain)
            .asking(Fetch.HISTORY)
            .done());
    talk.turn(Memory.EMPTY);

    finds(talk.hear(asked.historyEvent()), Anomaly.STALE_CONTEXT);
  }

  @Test
  void whatTheGreetingToldWasKnownWhenAReturnAsked() {
    talk.say(Memory.EMPTY, true);
    Snapshot lost = talk.server.now();
    talk.server.finishTurn();
    talk.comingBack().asking(Fetch.HISTORY).history(null).context(null).done();

    finds(talk.hear(lost.historyEvent()), Anomaly.STALE_CONTEXT);
  }

  @Test
  void whatArrivedUnheardAndWasAnsweredMayHaveChangedTheState() {
    talk.send(talk.nextId(), new Memory(Map.of("new", "one"), Map.of()), true);
    talk.server.finishTurn();
    talk.comingBack().asking(Fetch.HISTORY, Fetch.CONTEXT).history(null).context(null).done();

    finds(talk.hear(talk.server.now().historyEvent()));
    finds(talk.hear(context(talk.server.now())));
    preserved(talk.comingBack().done());
  }

  @Test
  void aHistoryMayOvertakeTheAckOfWhatItShows() {
    ledger.asked(Fetch.HISTORY);
    ServerEvent ack = talk.send(talk.nextId(), Memory.EMPTY, false);

    finds(talk.hear(talk.server.now().historyEvent()));
    finds(talk.hear(ack));
    finds(talk.hear(ack), Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void aHistoryThatOvertakesAnAckNeedNotNumberItsMessages() {
    ServerEvent.Acked ack = talk.send(talk.nextId(), Memory.EMPTY, false);
    Message said = talk.server.now().history().get(4);
    Message unnumbered = new Message(0, said.id(), said.role(), said.content(), null);
    finds(talk.hear(talk.server.now().withMessage(4, unnumbered).historyEvent()));

    finds(talk.hear(ack));
  }

  @Test
  void theAckOfAnotherNumberIsASecondOne() {
    ServerEvent.Acked ack = talk.send(talk.nextId(), Memory.EMPTY, false);
    finds(talk.hear(talk.server.now().historyEvent()));

    finds(
        talk.hear(new ServerEvent.Acked(ack.messageId(), ack.seq() + 1, ack.version())),
        Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void theAckOfWhatWasShownOnAConnectionThatIsGoneIsNotDueOnTheNext() {
    ServerEvent ack = talk.send(talk.nextId(), Memory.EMPTY, false);
    finds(talk.hear(talk.server.now().historyEvent()));
    preserved(talk.comingBack().done());

    finds(talk.hear(ack), Anomaly.DUPLICATED_MESSAGE);
  }
}
