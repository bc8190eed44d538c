package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.is;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not known, and what an agent that goes on may have done. */
class WorkingAgentTest {

  private final Talk talk = new Talk();

  @Test
  void aMessageWithoutAnAckMayBeThereOrNot() {
    talk.turn(Memory.EMPTY);
    Snapshot before = talk.server.now();
    talk.send(talk.nextId(), new Memory(Map.of("a", "b"), Map.of("c", "d")), false);

    is(Outcome.PRESERVED, talk.comingBackWith(before).judgement());
    is(Outcome.PRESERVED, talk.comingBack().judgement());
  }

  @Test
  void aMessageWithoutAnAckIsNeverThereTwiceNorChangedNorOutOfPlace() {
    talk.turn(Memory.EMPTY);
    talk.send(talk.nextId(), Memory.EMPTY, false);
    Snapshot all = talk.server.now();
    Message last = all.history().get(2);

    broken(talk.comingBackWith(all.adding(last)).judgement(), Anomaly.DUPLICATED_MESSAGE);
    broken(
        talk.comingBackWith(all.withMessage(2, new Message(3, last.id(), Role.USER, "?", null)))
            .judgement(),
        Anomaly.CORRUPTED_MESSAGE);
    broken(
        talk.comingBackWith(
                all.withHistory(
                    list -> {
                      list.add(0, list.remove(2));
                      return list;
                    }))
            .judgement(),
        Anomaly.REORDERED_MESSAGE);
    broken(
        talk.comingBackWith(all.adding(new Message(4, "copy", Role.USER, last.content(), null)))
            .judgement(),
        Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void aTurnThatGoesOnMayOrMayNotHaveItsAnswer() {
    talk.turn(Memory.EMPTY);
    talk.say(Memory.EMPTY, true);
    talk.server.chunks(3).subList(0, 2).forEach(talk::hear);

    is(Outcome.PRESERVED, talk.comingBack().judgement());
    talk.server.finishTurn();
    is(Outcome.PRESERVED, talk.comingBack().judgement());
  }

  @Test
  void aTurnThatWasFinishedUnseenIsNotForgottenOverALaterAck() {
    talk.turn(Memory.EMPTY);
    talk.say(Memory.EMPTY, true);
    is(Outcome.PRESERVED, talk.comingBack().done());
    talk.server.finishTurn();
    talk.say(Memory.EMPTY, true);

    is(Outcome.PRESERVED, talk.comingBack().judgement());
  }

  @Test
  void whatNoTurnInProgressExplainsIsStillALoss() {
    talk.turn(Memory.EMPTY);
    Snapshot earlier = talk.server.now();
    talk.turn(Memory.EMPTY);
    talk.say(Memory.EMPTY, true);

    broken(
        talk.comingBackWith(
                talk.server.now().withMemory(earlier.memory()).withWorkflow(earlier.workflow()))
            .judgement(),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void aTurnWhoseMessageWasNotAcknowledgedMayBeAnsweredTheLess() {
    talk.send(talk.nextId(), Memory.EMPTY, true);
    is(Outcome.PRESERVED, talk.comingBackWith(Snapshot.FRESH).judgement());
    talk.server.finishTurn();
    is(Outcome.PRESERVED, talk.comingBack().judgement());

    broken(
        talk.comingBackWith(talk.server.now().without(0)).judgement(), Anomaly.UNEXPECTED_MESSAGE);
  }

  @Test
  void anAnswerBeginsAsItWasStreamed() {
    talk.say(Memory.EMPTY, true);
    talk.server.chunks(3).subList(0, 2).forEach(talk::hear);
    talk.server.finishTurn();
    Message answer = talk.server.now().history().get(1);
    Message other = new Message(2, answer.id(), Role.AGENT, "Never mind.", answer.inReplyTo());

    broken(
        talk.comingBackWith(talk.server.now().withMessage(1, other)).judgement(),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aTurnHasOneAnswer() {
    talk.say(Memory.EMPTY, true);
    talk.server.finishTurn();
    Snapshot now = talk.server.now();
    Message answer = now.history().get(1);

    broken(
        talk.comingBackWith(now.adding(new Message(3, "a2", Role.AGENT, "Or so.", "m-1")))
            .judgement(),
        Anomaly.UNEXPECTED_MESSAGE);
    broken(talk.comingBackWith(now.adding(answer)).judgement(), Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void anAnswerStandsBehindItsQuestion() {
    talk.say(Memory.EMPTY, true);
    talk.server.finishTurn();

    broken(
        talk.comingBackWith(
                talk.server.now().withHistory(list -> List.of(list.get(1), list.get(0))))
            .judgement(),
        Anomaly.REORDERED_MESSAGE);
  }

  @Test
  void anAnswerThatNamesNoQuestionAnswersTheOldestTurn() {
    talk.say(Memory.EMPTY, true);
    talk.say(Memory.EMPTY, true);
    talk.server.finishTurn();
    talk.server.finishTurn();
    Snapshot now = talk.server.now();
    Snapshot unnamed =
        now.withHistory(
            list ->
                list.stream()
                    .map(m -> new Message(m.seq(), m.id(), m.role(), m.content(), null))
                    .toList());

    is(Outcome.PRESERVED, talk.comingBackWith(unnamed).judgement());
    broken(
        talk.comingBackWith(unnamed.adding(new Message(9, "x", Role.AGENT, "?", null))).judgement(),
        Anomaly.UNEXPECTED_MESSAGE);
    is(Outcome.PRESERVED, talk.comingBackWith(unnamed).done());
    assertThat(talk.ledger.idle()).isTrue();
  }

  @Test
  void aWorkingAgentLosesNothingThatWasShownBefore() {
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));
    talk.say(Memory.EMPTY, true);
    talk.server.finishTurn();
    Snapshot now = talk.server.now();

    broken(talk.comingBackWith(now.without(0)).judgement(), Anomaly.LOST_MESSAGE);
    broken(
        talk.comingBackWith(now.withCalls(calls -> calls.subList(1, 2))).judgement(),
        Anomaly.LOST_TOOL_CALL);
    broken(
        talk.comingBackWith(now.withPreferences(map -> Map.of())).judgement(), Anomaly.LOST_MEMORY);
  }

  @Test
  void untilTheTurnIsCommittedItsStateIsTheOldOne() {
    talk.turn(new Memory(Map.of("a", "b"), Map.of()));
    talk.say(Memory.EMPTY, true);
    Snapshot now = talk.server.now();

    broken(
        talk.comingBackWith(now.withWorkflow(Workflow.NONE)).judgement(),
        Anomaly.LOST_WORKFLOW_STEP);
    broken(
        talk.comingBackWith(
                now.withPreferences(
                    map -> {
                      map.put("a", "c");
                      return map;
                    }))
            .judgement(),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void aToolCallOfATurnInProgressIsOwedOnceItsAnswerIsThere() {
    talk.say(Memory.EMPTY, true);
    Snapshot before = talk.server.now();
    talk.hear(talk.server.finishTurn().get(0));
    Snapshot after = talk.server.now();

    is(Outcome.PRESERVED, talk.comingBackWith(before.withVersion(after.version())).judgement());
    is(Outcome.PRESERVED, talk.comingBack().judgement());
    broken(
        talk.comingBackWith(after.withCalls(calls -> List.of())).judgement(),
        Anomaly.LOST_TOOL_CALL);
    broken(
        talk.comingBackWith(
                after.withCalls(
                    calls -> List.of(new ToolCall("t-x", "m-1", "usage_analyzer", "result 1"))))
            .judgement(),
        Anomaly.REPEATED_TOOL_CALL);
  }

  @Test
  void partsOfDifferentVersionsAreFineWhileTheAgentWorks() {
    talk.turn(Memory.EMPTY);
    talk.say(Memory.EMPTY, true);
    Snapshot before = talk.server.now();
    talk.server.finishTurn();
    ServerEvent.Context after = talk.server.now().contextEvent(Talk.SESSION);

    is(Outcome.PRESERVED, talk.comingBackWith(before).context(after).judgement());
  }

  @Test
  void anAnswerMayComeBetweenTheContextAndTheHistory() {
    talk.turn(Memory.EMPTY);
    talk.say(Memory.EMPTY, true);
    Snapshot before = talk.server.now();
    talk.server.finishTurn();
    ServerEvent.History after = talk.server.now().historyEvent();

    is(Outcome.PRESERVED, talk.comingBackWith(before).history(after).done());
    is(Outcome.PRESERVED, talk.comingBack().done());
  }

  @Test
  void aBackendWithoutVersionsIsJudgedByContentAlone() {
    talk.hear(new ServerEvent.Established("", true, true, true, false, -1));
    String id = talk.nextId();
    talk.ledger.sent(id, "hello", new Memory(Map.of("a", "b"), Map.of()), false);
    talk.hear(new ServerEvent.Acked(id, 0, -1));
    Snapshot now =
        Snapshot.FRESH
            .adding(new Message(0, id, Role.USER, "hello", null))
            .withMemory(new Memory(Map.of("a", "b", "theme", "dark"), Map.of()))
            .withVersion(-1);

    is(Outcome.PRESERVED, talk.comingBackWith(now).done());
    is(Outcome.PRESERVED, talk.comingBackWith(now).done());
    broken(talk.comingBackWith(now.withMemory(Memory.EMPTY)).judgement(), Anomaly.LOST_MEMORY);
    broken(talk.comingBackWith(now.without(0)).judgement(), Anomaly.LOST_MESSAGE);
  }

  @Test
  void anOtherwiseUnknownSessionIsNotCompared() {
    Ledger nameless = new Ledger("", Talk.TAG);

    is(
        Outcome.PRESERVED,
        new Oracle(Talk.POLICY).judge(nameless, talk.comingBack().reconnection()));
  }
}
