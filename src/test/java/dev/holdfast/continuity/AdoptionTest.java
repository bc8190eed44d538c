package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.finds;
import static dev.holdfast.continuity.Verdicts.preserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was fetched or came back is the new basis, once. */
class AdoptionTest {

  private final Talk talk = new Talk();
  private final Ledger ledger = talk.ledger;

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
  void whatExpiredMayNotComeAgain() {
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));
    Snapshot before = talk.server.now();
    Judgement expired =
        talk.comingBackWith(Snapshot.FRESH).after(Talk.EXTENDED).toldExpired().done();

    assertThat(expired.outcome()).isEqualTo(Outcome.EXPIRED);
    broken(talk.comingBackWith(before).done(), Anomaly.NOT_EXPIRED);
    preserved(talk.comingBackWith(before).done());
    preserved(talk.comingBackWith(Snapshot.FRESH.withVersion(before.version())).done());
  }

  @Test
  void whatExpiredIsNamedAsThatBesideWhatIsOwedAndInItsPlace() {
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));
    Snapshot before = talk.server.now();
    talk.server.restart(Snapshot.FRESH);
    talk.comingBack().after(Talk.EXTENDED).toldExpired().done();
    talk.turn(new Memory(Map.of("c", "d"), Map.of()));
    Snapshot now = talk.server.now();

    for (Snapshot revived :
        List.of(
            before.withVersion(now.version()),
            now.withHistory(
                list -> {
                  list.addAll(0, before.history());
                  return list;
                }),
            now.withMemory(now.memory().with(new Memory(Map.of("a", "b"), Map.of()))),
            now.withCalls(
                calls -> {
                  calls.addAll(0, before.calls());
                  return calls;
                }))) {
      broken(talk.comingBackWith(revived).judgement(), Anomaly.NOT_EXPIRED);
    }
    preserved(talk.comingBack().done());
  }

  @Test
  void whatIsPushedOfATurnThatExpiredIsNotExpired() {
    String old = talk.turn(Memory.EMPTY);
    talk.server.restart(Snapshot.FRESH);
    talk.comingBack().after(Talk.EXTENDED).toldExpired().done();
    Message answer = new Message(1, "late", Role.AGENT, "late", old);

    finds(talk.hear(new ServerEvent.Acked(old, 1, 1)), Anomaly.NOT_EXPIRED);
    finds(talk.hear(new ServerEvent.Chunk(old, 0, "x")), Anomaly.NOT_EXPIRED);
    finds(
        talk.hear(new ServerEvent.ToolCalled(new ToolCall("t", old, "tool", "r"), 1)),
        Anomaly.NOT_EXPIRED);
    finds(talk.hear(new ServerEvent.Answered(old, answer, 1, null, null)), Anomaly.NOT_EXPIRED);
    talk.comingBack().done();
    broken(
        talk.comingBack()
            .pushed(
                new ServerEvent.Answered(
                    old, new Message(1, "later", Role.AGENT, "x", old), 1, null, null))
            .judgement(),
        Anomaly.NOT_EXPIRED);
  }

  @Test
  void anExpiryThatWasToldSettlesWhatWasOwedThoughTheRestCameTooLate() {
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));
    talk.server.restart(Snapshot.FRESH);
    broken(
        talk.comingBack().after(Talk.EXTENDED).toldExpired().history(null).context(null).done(),
        Anomaly.NO_ANSWER);

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
