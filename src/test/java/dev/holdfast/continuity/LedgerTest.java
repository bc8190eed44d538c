package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.finds;
import static dev.holdfast.continuity.Verdicts.preserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What grows the ledger, and what it notices on an open connection. */
class LedgerTest {

  private final Talk talk = new Talk();
  private final Ledger ledger = talk.ledger;

  /** The same ledger after its live findings were reported. */
  private Ledger clean() {
    talk.comingBack().done();
    return ledger;
  }

  @Test
  void aNewLedgerOwesNothing() {
    assertThat(ledger.idle()).isTrue();
    assertThat(ledger.items()).isZero();
    assertThat(ledger.version()).isEqualTo(-1);
    assertThat(ledger.acked("m-1")).isFalse();
    assertThat(ledger.answered("m-1")).isFalse();
    assertThat(ledger.workflow()).isNull();
    assertThat(ledger.sessionId()).isEqualTo(Talk.SESSION);
  }

  @Test
  void aMessageIsOwedFromItsAckOn() {
    ServerEvent ack = talk.send(talk.nextId(), new Memory(Map.of("a", "b"), Map.of()), false);
    assertThat(ledger.acked("m-1")).isFalse();
    assertThat(ledger.idle()).isTrue();

    finds(talk.hear(ack));

    assertThat(ledger.acked("m-1")).isTrue();
    assertThat(ledger.answered("m-1")).isTrue();
    assertThat(ledger.version()).isEqualTo(1);
    assertThat(ledger.items()).isEqualTo(2);
    assertThat(ledger.memory().preferences()).containsEntry("a", "b");
    assertThat(ledger.history()).isEqualTo(talk.server.now().history());
  }

  @Test
  void aTurnIsOverWithItsAnswer() {
    String id = talk.say(Memory.EMPTY, true);
    assertThat(ledger.idle()).isFalse();
    assertThat(ledger.answered(id)).isFalse();

    talk.server.chunks(4).forEach(chunk -> finds(talk.hear(chunk)));
    talk.server.finishTurn().forEach(event -> finds(talk.hear(event)));

    assertThat(ledger.idle()).isTrue();
    assertThat(ledger.answered(id)).isTrue();
    assertThat(ledger.history()).isEqualTo(talk.server.now().history());
    assertThat(ledger.toolCallHistory()).isEqualTo(talk.server.now().calls());
    assertThat(ledger.memory()).isEqualTo(talk.server.now().memory());
    assertThat(ledger.workflow()).isEqualTo(talk.server.now().workflow());
    assertThat(ledger.items()).isEqualTo(4);
  }

  @Test
  void aTurnThatWasSentIsNotIdleEvenWithoutItsAck() {
    talk.send(talk.nextId(), Memory.EMPTY, true);

    assertThat(ledger.idle()).isFalse();
    assertThat(ledger.answered("m-1")).isFalse();
  }

  @Test
  void aSecondAckIsADuplicate() {
    talk.say(Memory.EMPTY, false);

    finds(talk.hear(new ServerEvent.Acked("m-1", 1, 1)), Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void aMessageThatIsSentAgainIsAcknowledgedAgainOnce() {
    talk.say(Memory.EMPTY, false);
    ledger.sent("m-1", "again", Memory.EMPTY, false);

    finds(talk.hear(new ServerEvent.Acked("m-1", 1, 1)));
    finds(talk.hear(new ServerEvent.Acked("m-1", 1, 1)), Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void aMessageThatIsSentAgainBeforeItsAckMayBeAcknowledgedTwice() {
    ServerEvent ack = talk.send(talk.nextId(), Memory.EMPTY, false);
    ledger.sent("m-1", "question m-1", Memory.EMPTY, false);

    finds(talk.hear(ack));
    finds(talk.hear(ack));
    finds(talk.hear(ack), Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void aMessageThatIsStoredAgainUnderAnotherNumberIsADuplicate() {
    talk.say(Memory.EMPTY, false);
    ledger.sent("m-1", "again", Memory.EMPTY, false);

    finds(talk.hear(new ServerEvent.Acked("m-1", 2, 2)), Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void acksInAnotherOrderThanSendingAreReordered() {
    ServerEvent first = talk.send(talk.nextId(), Memory.EMPTY, false);
    ServerEvent second = talk.send(talk.nextId(), Memory.EMPTY, false);

    finds(talk.hear(second));
    finds(talk.hear(first), Anomaly.REORDERED_MESSAGE);
    preserved(new Oracle(Talk.POLICY).judge(clean(), talk.comingBack().reconnection()));
  }

  @Test
  void acksThatNumberInAnotherOrderThanSendingAreReordered() {
    talk.send(talk.nextId(), Memory.EMPTY, false);
    talk.send(talk.nextId(), Memory.EMPTY, false);

    finds(talk.hear(new ServerEvent.Acked("m-1", 2, 1)));
    finds(talk.hear(new ServerEvent.Acked("m-2", 1, 2)), Anomaly.REORDERED_MESSAGE);
  }

  @Test
  void aMessageThatIsSentAgainMayStandBeforeLaterOnes() {
    ServerEvent first = talk.send(talk.nextId(), Memory.EMPTY, false);
    ServerEvent second = talk.send(talk.nextId(), Memory.EMPTY, false);
    ledger.sent("m-1", "question m-1", Memory.EMPTY, false);

    finds(talk.hear(second));
    finds(talk.hear(first));
    preserved(talk.comingBack().done());
  }

  @Test
  void theAckOfAMessageThatNobodySentIsUnexpected() {
    finds(talk.hear(new ServerEvent.Acked("m-9", 1, 1)), Anomaly.UNEXPECTED_MESSAGE);
  }

  @Test
  void aCommitOlderThanWhatWasSeenBeforeItsMessageIsStale() {
    talk.turn(Memory.EMPTY);
    talk.send(talk.nextId(), Memory.EMPTY, true);

    finds(talk.hear(new ServerEvent.Acked("m-2", 3, 1)), Anomaly.STALE_CONTEXT);
    Message answer = talk.server.now().history().get(2);
    finds(
        talk.hear(
            new ServerEvent.Answered(
                "m-2", new Message(4, "a", Role.AGENT, answer.content(), "m-2"), 1, null, null)),
        Anomaly.STALE_CONTEXT);
  }

  @Test
  void pushesOfSeveralCommitsMayOvertakeEachOther() {
    talk.say(Memory.EMPTY, true);
    ServerEvent ack = talk.send(talk.nextId(), Memory.EMPTY, true);
    talk.server.finishTurn().forEach(event -> finds(talk.hear(event)));

    finds(talk.hear(ack));
    assertThat(ledger.version()).isEqualTo(3);
  }

  @Test
  void memoryIsThatOfTheYoungestCommitInWhateverOrderTheyAreTold() {
    talk.turn(new Memory(Map.of("a", "0"), Map.of()));
    talk.say(Memory.EMPTY, true);
    List<ServerEvent> pushes = talk.server.finishTurn();
    ServerEvent ack =
        talk.send(talk.nextId(), new Memory(Map.of("a", "1", "b", "2"), Map.of()), false);
    finds(talk.hear(ack));
    pushes.forEach(push -> finds(talk.hear(push)));

    assertThat(ledger.memory().preferences()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(ledger.checkable()).isFalse();
    preserved(talk.comingBack().done());
    assertThat(ledger.checkable()).isTrue();
    assertThat(talk.comingBackWith(talk.server.now().withMemory(Memory.EMPTY)).judgement().kept())
        .isFalse();
  }

  @Test
  void anAckThatComesLateTakesNothingBackFromMemory() {
    talk.say(Memory.EMPTY, true);
    ServerEvent ack =
        talk.send(talk.nextId(), new Memory(Map.of(), Map.of("last_turn", "?")), false);
    talk.server.finishTurn().forEach(push -> finds(talk.hear(push)));
    finds(talk.hear(ack));

    assertThat(ledger.memory()).isEqualTo(talk.server.now().memory());
    preserved(talk.comingBack().done());
  }

  @Test
  void whatIsReadIsOfTheLatestVersion() {
    talk.turn(Memory.EMPTY);

    finds(talk.hear(new ServerEvent.Checked(1, 2, "", "", true)), Anomaly.STALE_CONTEXT);
    finds(
        talk.hear(new ServerEvent.Established(Talk.SESSION, true, true, true, false, 1)),
        Anomaly.STALE_CONTEXT);
    finds(talk.hear(new ServerEvent.Checked(2, 2, "", "", true)));
  }

  @Test
  void anotherSessionsGreetingIsForeign() {
    finds(
        talk.hear(new ServerEvent.Established("s-2", true, true, true, false, 0)),
        Anomaly.FOREIGN_CONTEXT);
  }
}
