package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.is;
import static org.assertj.core.api.Assertions.assertThat;

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

  private void hearPieces(int pieces, int heard) {
    List<ServerEvent> chunks = talk.server.chunks(pieces);
    for (int at = 0; at < heard; at++) {
      ServerEvent.Chunk chunk = (ServerEvent.Chunk) chunks.get(at);
      boolean last = at == chunks.size() - 1;
      talk.hear(
          new ServerEvent.Chunk(
              chunk.turn(),
              chunk.number(),
              chunk.data(),
              last ? ServerEvent.Chunk.Then.END : ServerEvent.Chunk.Then.MORE));
    }
  }

  private Snapshot answeredWith(int length) {
    talk.server.finishTurn();
    Message answer = talk.server.now().history().get(1);
    String text = answer.content().substring(0, length);
    return talk.server
        .now()
        .withMessage(1, new Message(2, answer.id(), Role.AGENT, text, answer.inReplyTo()));
  }

  @Test
  void anAnswerThatEndsWhereItsStreamWasCutIsCorrupted() {
    talk.say(Memory.EMPTY, true);
    hearPieces(4, 2);
    int heard = talk.ledger.state().turns().all().iterator().next().shownLength();

    Snapshot cut = answeredWith(heard);

    is(Outcome.PRESERVED, talk.comingBack().judgement());
    broken(talk.comingBackWith(cut).done(), Anomaly.CORRUPTED_MESSAGE);
    is(Outcome.PRESERVED, talk.comingBackWith(cut).done());
  }

  @Test
  void anAnswerOfWhichTheEndWasStreamedIsNeitherLongerNorShorter() {
    talk.say(Memory.EMPTY, true);
    hearPieces(4, 4);
    Snapshot shorter = answeredWith(20);
    Message answer = talk.server.now().history().get(1);
    Message longer =
        new Message(2, answer.id(), Role.AGENT, answer.content() + "!", answer.inReplyTo());

    is(Outcome.PRESERVED, talk.comingBack().judgement());
    broken(talk.comingBackWith(shorter).judgement(), Anomaly.CORRUPTED_MESSAGE);
    broken(
        talk.comingBackWith(talk.server.now().withMessage(1, longer)).judgement(),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void whereNobodyTellsWhetherMoreFollowsAnAnswerMayEndThere() {
    talk.say(Memory.EMPTY, true);
    List<ServerEvent> chunks = talk.server.chunks(4);
    talk.hear(chunks.get(0));
    int heard = ((ServerEvent.Chunk) chunks.get(0)).data().length();

    is(Outcome.PRESERVED, talk.comingBackWith(answeredWith(heard)).judgement());
  }

  @Test
  void aStreamThatBeginsAgainMayEndLaterAndNotBeforeWhatWasTold() {
    talk.say(Memory.EMPTY, true);
    hearPieces(4, 3);
    talk.comingBack().done();
    hearPieces(4, 1);
    int first = ((ServerEvent.Chunk) talk.server.chunks(4).get(0)).data().length();

    broken(talk.comingBackWith(answeredWith(first)).judgement(), Anomaly.CORRUPTED_MESSAGE);
    is(Outcome.PRESERVED, talk.comingBack().judgement());
  }

  @Test
  void aToolCallThatTheAnswerSpeaksOfIsThereThoughItWasNeverShown() {
    talk.turn(Memory.EMPTY);
    String turn = talk.say(Memory.EMPTY, true);
    Snapshot before = talk.server.now();
    talk.server.finishTurn();
    Snapshot now = talk.server.now();
    Snapshot without = now.withCalls(calls -> calls.subList(0, 1));
    ServerEvent.History telling =
        new ServerEvent.History(now.history(), now.version(), Map.of("m-1", 1, turn, 1));

    is(Outcome.PRESERVED, talk.comingBack().history(telling).judgement());
    broken(talk.comingBackWith(without).history(telling).judgement(), Anomaly.LOST_TOOL_CALL);
    is(Outcome.PRESERVED, talk.comingBackWith(without).judgement());
    is(Outcome.PRESERVED, talk.comingBackWith(before).history(telling).judgement());
    broken(talk.comingBackWith(without).history(telling).done(), Anomaly.LOST_TOOL_CALL);
    is(Outcome.PRESERVED, talk.comingBackWith(without).history(telling).done());
  }

  @Test
  void aToolCallThatWasShownAndLostWithTheCutIsReportedOnceWhateverTheAnswerTells() {
    String turn = talk.say(Memory.EMPTY, true);
    talk.hear(talk.server.finishTurn().get(0));
    Snapshot now = talk.server.now();

    Judgement judgement =
        talk.comingBackWith(now.withCalls(calls -> List.of()))
            .history(new ServerEvent.History(now.history(), now.version(), Map.of(turn, 1)))
            .done();

    broken(judgement, Anomaly.LOST_TOOL_CALL);
    assertThat(judgement.findings()).hasSize(1);
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
