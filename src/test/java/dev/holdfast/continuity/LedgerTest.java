package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What grows the ledger, what it notices on an open connection, and what it adopts. */
class LedgerTest {

  private final Talk talk = new Talk();
  private final Ledger ledger = talk.ledger;

  private static void finds(List<Finding> findings, Anomaly... anomalies) {
    assertThat(findings).extracting(Finding::anomaly).containsExactly(anomalies);
  }

  private static void preserved(Judgement judgement) {
    assertThat(judgement.findings()).isEmpty();
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

  /** The same ledger after its live findings were reported. */
  private Ledger clean() {
    talk.comingBack().done();
    return ledger;
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

  @Test
  void chunksAreCountedWithoutGapOrRepetition() {
    talk.say(Memory.EMPTY, true);
    List<ServerEvent> chunks = talk.server.chunks(4);

    finds(talk.hear(chunks.get(0)));
    finds(talk.hear(chunks.get(0)), Anomaly.DUPLICATED_MESSAGE);
    finds(talk.hear(chunks.get(2)), Anomaly.LOST_MESSAGE);
    finds(talk.hear(chunks.get(3)));
    talk.server.finishTurn().forEach(event -> finds(talk.hear(event)));
  }

  @Test
  void chunksJoinedAreTheAnswer() {
    talk.say(Memory.EMPTY, true);
    talk.server.chunks(4).subList(0, 3).forEach(chunk -> finds(talk.hear(chunk)));
    List<ServerEvent> finish = talk.server.finishTurn();

    finds(talk.hear(finish.get(0)));
    finds(talk.hear(finish.get(1)), Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void anAnswerThatWasNeverStreamedIsWhole() {
    talk.say(Memory.EMPTY, true);

    talk.server.finishTurn().forEach(event -> finds(talk.hear(event)));
  }

  @Test
  void anAnswerWithAnotherTextThanWasStreamedIsCorrupted() {
    talk.say(Memory.EMPTY, true);
    finds(talk.hear(new ServerEvent.Chunk("m-1", 0, "Something else entirely")));
    List<ServerEvent> finish = talk.server.finishTurn();

    finds(talk.hear(finish.get(1)), Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aStreamThatWasCutMayGoOnOrBeginAgain() {
    talk.say(Memory.EMPTY, true);
    List<ServerEvent> chunks = talk.server.chunks(4);
    finds(talk.hear(chunks.get(0)));
    finds(talk.hear(chunks.get(1)));
    talk.comingBack().done();
    finds(talk.hear(chunks.get(2)));
    talk.comingBack().done();
    chunks.forEach(chunk -> finds(talk.hear(chunk)));

    talk.server.finishTurn().forEach(event -> finds(talk.hear(event)));
    preserved(talk.comingBack().done());
  }

  @Test
  void aStreamThatBeginsAgainMayNotTakeBackWhatItShowed() {
    talk.say(Memory.EMPTY, true);
    finds(talk.hear(new ServerEvent.Chunk("m-1", 0, "First I said this")));
    talk.comingBack().done();
    talk.server.chunks(2).forEach(chunk -> finds(talk.hear(chunk)));

    finds(talk.hear(talk.server.finishTurn().get(1)), Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void anAnswerThatEndsACutStreamBeginsAsItDid() {
    talk.say(Memory.EMPTY, true);
    finds(talk.hear(talk.server.chunks(4).get(0)));
    talk.comingBack().done();

    finds(talk.hear(talk.server.finishTurn().get(1)));
  }

  @Test
  void chunksAndAnswersOfNoTurnAreUnexpected() {
    finds(talk.hear(new ServerEvent.Chunk("m-9", 0, "?")), Anomaly.UNEXPECTED_MESSAGE);
    finds(
        talk.hear(
            new ServerEvent.Answered(
                "m-9", new Message(1, "a", Role.AGENT, "?", "m-9"), 1, null, null)),
        Anomaly.UNEXPECTED_MESSAGE);
    finds(
        talk.hear(new ServerEvent.ToolCalled(new ToolCall("t", "m-9", "tool", "r"), 1)),
        Anomaly.UNEXPECTED_MESSAGE);
  }

  @Test
  void whatIsToldOfAFinishedTurnAgainIsADuplicate() {
    talk.turn(Memory.EMPTY);
    Message answer = talk.server.now().history().get(1);

    finds(talk.hear(new ServerEvent.Chunk("m-1", 0, "x")), Anomaly.DUPLICATED_MESSAGE);
    finds(
        talk.hear(new ServerEvent.Answered("m-1", answer, 2, null, null)),
        Anomaly.DUPLICATED_MESSAGE);
    finds(
        talk.hear(
            new ServerEvent.Answered(
                "m-1", new Message(3, "b", Role.AGENT, answer.content(), "m-1"), 2, null, null)),
        Anomaly.DUPLICATED_MESSAGE);
    assertThat(ledger.history()).hasSize(3);
  }

  @Test
  void aToolCallIsMadeOnce() {
    talk.say(Memory.EMPTY, true);
    ServerEvent.ToolCalled called = (ServerEvent.ToolCalled) talk.server.finishTurn().get(0);
    ToolCall again = new ToolCall("t-9", called.call().turn(), called.call().tool(), "other");

    finds(talk.hear(called));
    finds(talk.hear(called), Anomaly.REPEATED_TOOL_CALL);
    finds(talk.hear(new ServerEvent.ToolCalled(again, 2)), Anomaly.REPEATED_TOOL_CALL);
  }

  @Test
  void anotherUsersTextIsSeenAtOnceEvenAcrossChunks() {
    talk.say(Memory.EMPTY, true);
    String foreign = Talk.STRANGER.mark("hello", 1);
    String memory = Talk.STRANGER.mark("note", 2);

    finds(talk.hear(new ServerEvent.Chunk("m-1", 0, "He said " + foreign.substring(0, 9))));
    finds(
        talk.hear(new ServerEvent.Chunk("m-1", 1, foreign.substring(9))), Anomaly.FOREIGN_CONTEXT);
    finds(talk.hear(new ServerEvent.Refused("conflict", foreign)), Anomaly.FOREIGN_CONTEXT);
    finds(
        talk.hear(new ServerEvent.Status(true, 1, GapClass.BRIEF, foreign, false, false)),
        Anomaly.FOREIGN_CONTEXT);
    assertThat(
            talk.hear(
                new ServerEvent.Answered(
                    "m-1",
                    new Message(2, "a", Role.AGENT, "He said " + foreign, "m-1"),
                    2,
                    new Memory(Map.of(), Map.of("n", memory)),
                    null)))
        .extracting(Finding::anomaly)
        .containsOnly(Anomaly.FOREIGN_CONTEXT)
        .hasSize(2);
  }

  @Test
  void eventsWithoutContentChangeNothing() {
    finds(talk.hear(new ServerEvent.Pong()));
    finds(talk.hear(new ServerEvent.TokenAccepted()));
    finds(talk.hear(new ServerEvent.ShutdownAnnounced("deploy")));
    finds(talk.hear(new ServerEvent.Unreadable("junk")));
    finds(talk.hear(new ServerEvent.Refused("rate_limited", "slow down")));
    finds(talk.hear(new ServerEvent.Status(true, 1, GapClass.BRIEF, null, false, false)));

    assertThat(ledger.items()).isZero();
    assertThat(ledger.version()).isEqualTo(-1);
  }

  @Test
  void aHistoryFetchedOnAnOpenConnectionIsJudgedAndAdopted() {
    talk.say(Memory.EMPTY, true);
    talk.comingBack().done();
    talk.server.finishTurn();

    finds(talk.hear(talk.server.now().historyEvent()));
    assertThat(ledger.idle()).isTrue();
    preserved(talk.comingBack().done());
    finds(talk.hear(talk.server.now().without(0).historyEvent()), Anomaly.LOST_MESSAGE);
    finds(talk.hear(talk.server.now().withVersion(1).historyEvent()), Anomaly.STALE_CONTEXT);
  }

  @Test
  void aMessageInFlightIsAwaitedThoughAFetchedHistoryLacksIt() {
    ServerEvent.History before = talk.server.now().historyEvent();
    ServerEvent ack = talk.send(talk.nextId(), Memory.EMPTY, true);

    finds(talk.hear(before));
    assertThat(ledger.idle()).isFalse();
    finds(talk.hear(ack));
    talk.server.finishTurn().forEach(event -> finds(talk.hear(event)));
    preserved(talk.comingBack().done());
  }

  @Test
  void aContextFetchedOnAnOpenConnectionIsJudgedAndAdopted() {
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));
    Snapshot now = talk.server.now();

    finds(talk.hear(now.contextEvent(Talk.SESSION)));
    finds(talk.hear(now.contextEvent("s-2")), Anomaly.FOREIGN_CONTEXT);
    finds(
        talk.hear(now.withPreferences(map -> Map.of()).contextEvent(Talk.SESSION)),
        Anomaly.LOST_MEMORY);
    finds(
        talk.hear(
            now.withPreferences(map -> Map.of())
                .withCalls(calls -> List.of())
                .contextEvent(Talk.SESSION)),
        Anomaly.LOST_TOOL_CALL);
    finds(talk.hear(Snapshot.FRESH.contextEvent(Talk.SESSION)), Anomaly.STALE_CONTEXT);
  }

  @Test
  void oneLossIsReportedOnce() {
    Snapshot before = Talk.afterTurns(0).server.now();
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));
    talk.turn(new Memory(Map.of("c", "d"), Map.of()));
    for (Snapshot left :
        List.of(
            talk.server.now().without(0),
            talk.server.now().withMemory(Memory.EMPTY),
            talk.server.now().withWorkflow(Workflow.NONE),
            talk.server.now().withCalls(calls -> List.of()),
            before)) {
      assertThat(talk.comingBackWith(left).done().kept()).isFalse();
      preserved(talk.comingBackWith(left).done());
    }
  }

  @Test
  void whatWasLostMayComeAgain() {
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));
    talk.turn(new Memory(Map.of("c", "d"), Map.of()));
    Snapshot all = talk.server.now();
    Snapshot left =
        all.without(1)
            .withMemory(Memory.EMPTY)
            .withWorkflow(Workflow.NONE)
            .withCalls(calls -> calls.subList(1, 2));

    assertThat(talk.comingBackWith(left).done().kept()).isFalse();
    preserved(talk.comingBackWith(all).done());
    assertThat(talk.comingBackWith(left).done().kept()).isFalse();
  }

  @Test
  void anotherUsersDataIsNeverABasis() {
    talk.turn(Memory.EMPTY);
    Snapshot all = talk.server.now();
    Message foreign = new Message(1, "x", Role.USER, Talk.STRANGER.mark("hello", 1), null);
    Snapshot other = Snapshot.FRESH.adding(foreign).withVersion(all.version());

    assertThat(talk.comingBackWith(other).context(other.contextEvent("s-2")).done().kept())
        .isFalse();
    preserved(talk.comingBackWith(all).done());
    assertThat(
            talk.comingBackWith(Snapshot.FRESH)
                .greeted(new ServerEvent.Established("s-2", true, true, true, false, 0))
                .done()
                .kept())
        .isFalse();
    preserved(talk.comingBackWith(all).done());
  }

  @Test
  void anExpiredSessionStartsClean() {
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));
    talk.server.restart(Snapshot.FRESH);
    Judgement judgement = talk.comingBack().after(Talk.EXTENDED).toldExpired().done();

    assertThat(judgement.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(ledger.items()).isZero();
    assertThat(ledger.version()).isZero();
    talk.turn(Memory.EMPTY);
    preserved(talk.comingBack().done());
  }

  @Test
  void aRefusalLeavesTheLedgerAsItWas() {
    talk.turn(Memory.EMPTY);
    talk.comingBack().stranger().answered(Admission.refused("401")).done();
    talk.comingBack().answered(Admission.refused("503")).done();

    assertThat(ledger.history()).hasSize(2);
    preserved(talk.comingBack().done());
  }

  @Test
  void aTurnThatWasLostWithItsMessageIsNotAwaited() {
    talk.send(talk.nextId(), Memory.EMPTY, true);
    preserved(talk.comingBackWith(Snapshot.FRESH).done());

    assertThat(ledger.idle()).isTrue();
    talk.server.finishTurn();
    preserved(talk.comingBack().done());
  }

  @Test
  void aTurnThatIsFinishedBetweenTwoConnectionsIsNotAwaited() {
    talk.say(Memory.EMPTY, true);
    talk.server.finishTurn();
    preserved(talk.comingBack().done());

    assertThat(ledger.idle()).isTrue();
    assertThat(ledger.memory()).isEqualTo(talk.server.now().memory());
    assertThat(ledger.version()).isEqualTo(talk.server.now().version());
  }

  @Test
  void anAnswerThatIsPushedToTheNextConnectionIsOwedFromThenOn() {
    talk.say(Memory.EMPTY, true);
    List<ServerEvent> pushes = talk.server.finishTurn();
    preserved(talk.comingBack().pushed(pushes.get(0)).pushed(pushes.get(1)).done());

    assertThat(ledger.idle()).isTrue();
    assertThat(talk.comingBackWith(talk.server.now().without(1)).judgement().anomalies())
        .containsExactly(Anomaly.LOST_MESSAGE);
  }

  @Test
  void aVersionThatWentBackOnceIsTheNewBasis() {
    talk.turn(Memory.EMPTY);
    Snapshot older = talk.server.now();
    talk.say(Memory.EMPTY, true);
    assertThat(talk.comingBackWith(older).done().anomalies())
        .containsExactly(Anomaly.STALE_CONTEXT);

    assertThat(ledger.version()).isEqualTo(older.version());
    preserved(talk.comingBackWith(older).done());
  }
}
