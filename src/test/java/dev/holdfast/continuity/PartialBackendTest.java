package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.finds;
import static dev.holdfast.continuity.Verdicts.preserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Part;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Backends that tell less than the native protocol does are judged by what they tell. */
class PartialBackendTest {

  private final Talk talk = new Talk();

  private static ServerEvent.Answered without(
      ServerEvent.Answered answer, boolean memory, boolean workflow, long version) {
    return new ServerEvent.Answered(
        answer.turn(),
        answer.message(),
        version,
        memory ? answer.memory() : null,
        workflow ? answer.workflow() : null);
  }

  private ServerEvent.Answered nextAnswer() {
    talk.say(Memory.EMPTY, true);
    return (ServerEvent.Answered) talk.server.finishTurn().get(1);
  }

  @Test
  void anAnswerWithoutStateLeavesItUnknownUntilItIsShown() {
    finds(talk.hear(without(nextAnswer(), false, false, 2)));

    assertThat(talk.ledger.workflow()).isNull();
    assertThat(talk.ledger.checkable()).isFalse();
    preserved(talk.comingBack().done());
    assertThat(talk.ledger.checkable()).isTrue();
    broken(
        talk.comingBackWith(talk.server.now().withWorkflow(Workflow.NONE)).judgement(),
        Anomaly.LOST_WORKFLOW_STEP);
  }

  @Test
  void anAnswerWithMemoryAloneTellsNothingOfTheWorkflow() {
    finds(talk.hear(without(nextAnswer(), true, false, 2)));

    assertThat(talk.ledger.workflow()).isNull();
    assertThat(talk.ledger.memory()).isEqualTo(talk.server.now().memory());
    assertThat(talk.ledger.checkable()).isFalse();
    broken(
        talk.comingBackWith(talk.server.now().withMemory(Memory.EMPTY)).judgement(),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void anAnswerWithWorkflowAloneTellsNothingOfMemory() {
    finds(talk.hear(without(nextAnswer(), false, true, 2)));

    assertThat(talk.ledger.checkable()).isFalse();
    preserved(talk.comingBack().judgement());
    broken(
        talk.comingBackWith(talk.server.now().withWorkflow(Workflow.NONE)).judgement(),
        Anomaly.LOST_WORKFLOW_STEP);
  }

  @Test
  void answersWithoutVersionsAreTakenInTheirOrder() {
    finds(talk.hear(without(nextAnswer(), true, true, -1)));
    finds(talk.hear(without(nextAnswer(), true, true, -1)));

    assertThat(talk.ledger.memory()).isEqualTo(talk.server.now().memory());
    preserved(talk.comingBackWith(talk.server.now().withVersion(-1)).judgement());
  }

  @Test
  void aLaterTurnOfABackendThatShowsNoStateMayChangeIt() {
    talk.turn(Memory.EMPTY);
    finds(talk.hear(without(nextAnswer(), false, false, 4)));

    preserved(talk.comingBack().done());
    preserved(talk.comingBack().done());
  }

  @Test
  void toolCallsThatWereNeverShownMayAppearWithTheirTurn() {
    finds(talk.hear(nextAnswer()));

    preserved(talk.comingBack().done());
    broken(
        talk.comingBackWith(talk.server.now().withCalls(calls -> List.of())).judgement(),
        Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void toolCallsWithoutVersionsStayOwed() {
    talk.turn(Memory.EMPTY);
    Snapshot now = talk.server.now().withVersion(-1);
    preserved(talk.comingBackWith(now).done());

    broken(
        talk.comingBackWith(now.withCalls(calls -> List.of())).judgement(), Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void aToolCallOfATurnInProgressStaysInMindOverSeveralReturns() {
    talk.say(Memory.EMPTY, true);
    Snapshot before = talk.server.now();
    talk.hear(talk.server.finishTurn().get(0));
    // It showed the call at version 2 and commits the turn at version 3.
    Snapshot after = talk.server.now().withVersion(3);
    preserved(talk.comingBackWith(before.withVersion(2)).done());
    preserved(talk.comingBackWith(before.withVersion(2)).done());

    broken(
        talk.comingBackWith(
                after.withCalls(
                    calls -> List.of(new ToolCall("t-x", "m-1", "usage_analyzer", "r"))))
            .judgement(),
        Anomaly.REPEATED_TOOL_CALL);
    preserved(talk.comingBackWith(after).done());
  }

  @Test
  void aBackendThatDoesNotGreetIsJudgedByItsParts() {
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));

    preserved(talk.comingBack().greeted(null).done());
    broken(
        talk.comingBackWith(talk.server.now().without(0)).greeted(null).done(),
        Anomaly.LOST_MESSAGE);
  }

  @Test
  void anOldVersionOfTheOnlyVersionedPartIsStale() {
    talk.turn(Memory.EMPTY);
    Snapshot older = talk.server.now();
    talk.turn(Memory.EMPTY);
    Snapshot now = talk.server.now();

    broken(
        talk.comingBack()
            .history(older.historyEvent())
            .context(now.withVersion(-1).contextEvent(Talk.SESSION))
            .judgement(),
        Anomaly.STALE_CONTEXT);
  }

  @Test
  void aLateMessageMayBringItsAnswerToolCallAndMemory() {
    talk.send(talk.nextId(), new Memory(Map.of("a", "b"), Map.of()), true);
    Snapshot none = Snapshot.FRESH;
    preserved(talk.comingBackWith(none).done());
    talk.server.finishTurn();
    Snapshot all = talk.server.now();

    broken(
        talk.comingBackWith(all.adding(new Message(3, "a2", Role.AGENT, "Or else.", "m-1")))
            .judgement(),
        Anomaly.UNEXPECTED_MESSAGE);
    preserved(talk.comingBackWith(all).done());
    preserved(talk.comingBackWith(all).done());
    broken(talk.comingBackWith(all.without(1)).judgement(), Anomaly.LOST_MESSAGE);
  }

  @Test
  void aLateMessageThatWantedNoAnswerHasNone() {
    talk.send(talk.nextId(), Memory.EMPTY, false);
    Snapshot arrived = talk.server.now();
    preserved(talk.comingBackWith(Snapshot.FRESH).done());

    broken(
        talk.comingBackWith(arrived.adding(new Message(2, "a", Role.AGENT, "Why?", "m-1")))
            .judgement(),
        Anomaly.UNEXPECTED_MESSAGE);
    preserved(talk.comingBackWith(arrived).judgement());
  }

  @Test
  void aPartThatTheBackendNeverTellsIsNotOwedAndTheOtherIs() {
    Oracle ofHistory = new Oracle(Talk.POLICY, null, Set.of(Part.HISTORY));
    Oracle ofContext = new Oracle(Talk.POLICY, null, Set.of(Part.CONTEXT));
    talk.say(Memory.EMPTY, false);

    preserved(ofHistory.judge(talk.ledger, talk.comingBack().context(null).reconnection()));
    broken(
        talk.oracle.judge(talk.ledger, talk.comingBack().context(null).reconnection()),
        Anomaly.NO_ANSWER);
    broken(
        ofHistory.judge(talk.ledger, talk.comingBack().history(null).reconnection()),
        Anomaly.NO_ANSWER);
    preserved(ofContext.judge(talk.ledger, talk.comingBack().history(null).reconnection()));
    broken(
        ofHistory.judge(
            talk.ledger,
            talk.comingBack()
                .history(new ServerEvent.History(List.of(), talk.server.now().version()))
                .context(null)
                .reconnection()),
        Anomaly.LOST_MESSAGE);
  }
}
