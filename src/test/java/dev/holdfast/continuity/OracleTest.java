package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One honest reconnection, and beside it one for each thing that can be wrong with it. */
class OracleTest {

  private final Talk talk = Talk.afterTurns(3);
  private final Snapshot now = talk.server.now();

  private static void broken(Judgement judgement, Anomaly... by) {
    assertThat(judgement.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(judgement.anomalies()).as("%s", judgement.findings()).containsExactlyInAnyOrder(by);
  }

  private static void preserved(Judgement judgement) {
    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.outcome()).isEqualTo(Outcome.PRESERVED);
  }

  private Judgement shown(Snapshot snapshot) {
    return talk.comingBackWith(snapshot).judgement();
  }

  @Test
  void allThatIsOwedIsPreserved() {
    Judgement judgement = shown(now);

    preserved(judgement);
    assertThat(judgement.gapClass()).isEqualTo(GapClass.BRIEF);
  }

  @Test
  void anEmptySessionIsPreserved() {
    preserved(new Talk().comingBack().judgement());
  }

  @Test
  void eachMissingMessageIsLost() {
    for (int at = 0; at < now.history().size(); at++) {
      broken(shown(now.without(at)), Anomaly.LOST_MESSAGE);
    }
  }

  @Test
  void aMessageThatStandsTwiceIsDuplicated() {
    for (int at = 0; at < now.history().size(); at++) {
      broken(shown(now.adding(now.history().get(at))), Anomaly.DUPLICATED_MESSAGE);
    }
  }

  @Test
  void aKnownTextUnderAnUnknownIdIsDuplicated() {
    Message known = now.history().get(2);
    Message copy = new Message(99, "other", known.role(), known.content(), known.inReplyTo());

    broken(shown(now.adding(copy)), Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void twoMessagesInAnotherOrderAreReordered() {
    for (int at = 1; at < now.history().size(); at++) {
      int second = at;
      broken(
          shown(
              now.withHistory(
                  list -> {
                    Collections.swap(list, second - 1, second);
                    return list;
                  })),
          Anomaly.REORDERED_MESSAGE);
    }
  }

  @Test
  void aMessageUnderAnotherNumberIsReordered() {
    Message last = now.history().get(5);

    broken(
        shown(
            now.withMessage(
                5, new Message(7, last.id(), last.role(), last.content(), last.inReplyTo()))),
        Anomaly.REORDERED_MESSAGE);
  }

  @Test
  void anotherTextIsCorrupted() {
    Message known = now.history().get(1);

    broken(
        shown(now.withMessage(1, new Message(2, known.id(), Role.AGENT, "?", known.inReplyTo()))),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void theTextOfAnotherMessageInItsPlaceIsCorrupted() {
    Message known = now.history().get(4);
    String older = now.history().get(0).content();

    broken(
        shown(now.withMessage(4, new Message(5, known.id(), Role.USER, older, null))),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void anotherAuthorIsCorrupted() {
    Message known = now.history().get(0);

    broken(
        shown(now.withMessage(0, new Message(1, known.id(), Role.AGENT, known.content(), null))),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void theAnswerToAnotherQuestionIsCorrupted() {
    Message known = now.history().get(3);

    broken(
        shown(now.withMessage(3, new Message(4, known.id(), Role.AGENT, known.content(), "m-1"))),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void anAnswerThatNoLongerNamesItsQuestionIsTheSame() {
    Message known = now.history().get(3);

    preserved(
        shown(now.withMessage(3, new Message(4, known.id(), Role.AGENT, known.content(), null))));
  }

  @Test
  void aMessageOfNobodyIsUnexpected() {
    broken(
        shown(now.adding(new Message(7, "x", Role.USER, "who said that?", null))),
        Anomaly.UNEXPECTED_MESSAGE);
    broken(
        shown(now.adding(new Message(7, "x", Role.AGENT, "who asked that?", "m-3"))),
        Anomaly.UNEXPECTED_MESSAGE);
  }

  @Test
  void anOlderVersionWithItsOwnContentIsStaleAndNothingElse() {
    Talk longer = Talk.afterTurns(2);
    Snapshot older = longer.server.now();
    longer.turn(Memory.EMPTY);

    broken(longer.comingBackWith(older).judgement(), Anomaly.STALE_CONTEXT);
  }

  @Test
  void whatTheOlderVersionHadMustStillBeThere() {
    Talk longer = Talk.afterTurns(2);
    Snapshot older = longer.server.now();
    longer.turn(Memory.EMPTY);

    broken(
        longer.comingBackWith(older.without(1)).judgement(),
        Anomaly.STALE_CONTEXT,
        Anomaly.LOST_MESSAGE);
    broken(
        longer.comingBackWith(older.withCalls(calls -> calls.subList(1, 2))).judgement(),
        Anomaly.STALE_CONTEXT,
        Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void anOlderContextUnderTheNewVersionIsStale() {
    Talk longer = Talk.afterTurns(2);
    Snapshot older = longer.server.now();
    longer.turn(Memory.EMPTY);

    broken(
        longer.comingBackWith(older.withVersion(longer.server.now().version())).judgement(),
        Anomaly.STALE_CONTEXT);
  }

  @Test
  void aGreetingWithAnOlderVersionIsStale() {
    broken(
        talk.comingBack()
            .greeted(new ServerEvent.Established(Talk.SESSION, true, true, true, false, 5))
            .judgement(),
        Anomaly.STALE_CONTEXT);
  }

  @Test
  void aCheckWithAnOlderVersionIsStale() {
    broken(
        talk.comingBack().pushed(new ServerEvent.Checked(5, 6, "", "", true)).judgement(),
        Anomaly.STALE_CONTEXT);
  }

  @Test
  void memoryOfAnEarlierVersionIsTorn() {
    Talk longer = Talk.afterTurns(2);
    Memory before = longer.server.now().memory();
    longer.turn(Memory.EMPTY);

    broken(
        longer.comingBackWith(longer.server.now().withMemory(before)).judgement(),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void workflowOfAnEarlierVersionIsTorn() {
    Talk longer = Talk.afterTurns(2);
    Workflow before = longer.server.now().workflow();
    longer.turn(Memory.EMPTY);

    broken(
        longer.comingBackWith(longer.server.now().withWorkflow(before)).judgement(),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void theWholeContextOfAnEarlierVersionBesideANewerHistoryIsTorn() {
    Talk longer = Talk.afterTurns(2);
    Snapshot before = longer.server.now();
    longer.turn(Memory.EMPTY);
    Snapshot torn =
        new Snapshot(
            longer.server.now().history(),
            before.memory(),
            before.workflow(),
            before.calls(),
            longer.server.now().version());

    broken(longer.comingBackWith(torn).judgement(), Anomaly.TORN_CONTEXT);
    broken(
        longer.comingBack().context(before.contextEvent(Talk.SESSION)).judgement(),
        Anomaly.TORN_CONTEXT);
    broken(longer.comingBack().history(before.historyEvent()).judgement(), Anomaly.TORN_CONTEXT);
  }

  @Test
  void partsOfDifferentVersionsAreTornWhenNothingWasGoingOn() {
    broken(
        talk.comingBack()
            .history(new ServerEvent.History(now.history(), now.version() + 1))
            .judgement(),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void aHigherVersionWithTheSameContentIsPreserved() {
    preserved(shown(now.withVersion(now.version() + 1)));
  }

  @Test
  void aMissingEntryOfMemoryIsLost() {
    broken(
        shown(
            now.withPreferences(
                map -> {
                  map.remove("p1");
                  return map;
                })),
        Anomaly.LOST_MEMORY);
    broken(
        shown(
            now.withVariables(
                map -> {
                  map.remove("last_turn");
                  return map;
                })),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void anEntryWithAnotherValueIsLost() {
    broken(
        shown(
            now.withVariables(
                map -> {
                  map.put("budget", "1");
                  return map;
                })),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void anEntryThatNobodyMadeIsReportedAsMemory() {
    broken(
        shown(
            now.withPreferences(
                map -> {
                  map.put("colour", "red");
                  return map;
                })),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void anotherWorkflowIsALostStep() {
    broken(shown(now.withWorkflow(Workflow.NONE)), Anomaly.LOST_WORKFLOW_STEP);
    broken(shown(now.withWorkflow(new Workflow(4, 5, List.of()))), Anomaly.LOST_WORKFLOW_STEP);
  }

  @Test
  void aMissingToolCallIsLost() {
    for (int at = 0; at < 3; at++) {
      int gone = at;
      broken(
          shown(
              now.withCalls(
                  calls -> {
                    calls.remove(gone);
                    return calls;
                  })),
          Anomaly.LOST_TOOL_CALL);
    }
  }

  @Test
  void aToolCallWithAnotherResultIsLost() {
    ToolCall call = now.calls().get(1);

    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.set(1, new ToolCall(call.id(), call.turn(), call.tool(), "other"));
                  return calls;
                })),
        Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void aToolCallThatStandsTwiceIsRepeated() {
    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.add(calls.get(0));
                  return calls;
                })),
        Anomaly.REPEATED_TOOL_CALL);
  }

  @Test
  void theSameToolAgainInTheSameTurnIsRepeated() {
    ToolCall call = now.calls().get(2);
    ToolCall again = new ToolCall("t-9", call.turn(), call.tool(), call.result());

    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.add(again);
                  return calls;
                })),
        Anomaly.REPEATED_TOOL_CALL);
    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.set(2, again);
                  return calls;
                })),
        Anomaly.REPEATED_TOOL_CALL);
  }

  @Test
  void toolCallsInAnotherOrderAreReordered() {
    broken(
        shown(
            now.withCalls(
                calls -> {
                  Collections.swap(calls, 0, 1);
                  return calls;
                })),
        Anomaly.REORDERED_MESSAGE);
  }

  @Test
  void aToolCallOfNobodyIsUnexpected() {
    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.add(new ToolCall("t-9", "m-9", "usage_analyzer", "r"));
                  return calls;
                })),
        Anomaly.UNEXPECTED_MESSAGE);
    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.add(new ToolCall("t-9", "m-1", "another_tool", "r"));
                  return calls;
                })),
        Anomaly.UNEXPECTED_MESSAGE);
  }

  @Test
  void anotherUsersTextIsForeignWhereverItStands() {
    String foreign = Talk.STRANGER.mark("my secret", 1);
    Message known = now.history().get(2);

    broken(
        shown(now.adding(new Message(7, "x", Role.USER, foreign, null))), Anomaly.FOREIGN_CONTEXT);
    broken(
        shown(now.withMessage(2, new Message(3, known.id(), Role.USER, foreign, null))),
        Anomaly.FOREIGN_CONTEXT);
    broken(
        shown(
            now.withVariables(
                map -> {
                  map.put("note", foreign);
                  return map;
                })),
        Anomaly.FOREIGN_CONTEXT);
    broken(
        shown(
            now.withCalls(
                calls -> {
                  ToolCall call = calls.get(0);
                  calls.set(0, new ToolCall(call.id(), call.turn(), call.tool(), foreign));
                  return calls;
                })),
        Anomaly.FOREIGN_CONTEXT);
    broken(
        talk.comingBack().pushed(new ServerEvent.Chunk("m-3", 0, foreign)).judgement(),
        Anomaly.FOREIGN_CONTEXT);
  }

  @Test
  void anotherSessionsContextIsForeignAndItsDifferencesAreConsequences() {
    broken(
        talk.comingBackWith(Talk.afterTurns(1).server.now())
            .greeted(new ServerEvent.Established("s-2", true, true, true, false, 2))
            .judgement(),
        Anomaly.FOREIGN_CONTEXT);
    broken(
        talk.comingBack().context(Snapshot.FRESH.contextEvent("s-2")).judgement(),
        Anomaly.FOREIGN_CONTEXT);
  }

  @Test
  void aStrangersGreetingIsNotRecognisedAndTheEmptyContextItsConsequence() {
    broken(
        talk.comingBackWith(Snapshot.FRESH)
            .greeted(new ServerEvent.Established(Talk.SESSION, false, true, false, false, 0))
            .judgement(),
        Anomaly.SESSION_NOT_RECOGNISED);
  }

  @Test
  void aCheckThatDoesNotKnowTheSessionIsNotRecognised() {
    broken(
        talk.comingBack()
            .pushed(new ServerEvent.Checked(now.version(), 6, "", "", false))
            .judgement(),
        Anomaly.SESSION_NOT_RECOGNISED);
  }

  @Test
  void failedSecurityChecksBlock() {
    broken(
        talk.comingBackWith(Snapshot.FRESH)
            .greeted(new ServerEvent.Established(Talk.SESSION, true, false, true, false, 0))
            .judgement(),
        Anomaly.BLOCKED);
  }

  @Test
  void aRefusalOfOneWhoIsEntitledBlocks() {
    broken(talk.comingBack().answered(Admission.refused("403")).judgement(), Anomaly.BLOCKED);
    broken(
        talk.comingBack().answered(Admission.refused("401")).after(Talk.EXTENDED).judgement(),
        Anomaly.BLOCKED);
  }

  @Test
  void aRightfulRefusalEndsTheSession() {
    Judgement judgement =
        talk.comingBack().stranger().answered(Admission.refused("401")).judgement();

    assertThat(judgement.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(judgement.findings()).isEmpty();
  }

  @Test
  void lettingInOneWhoIsNotEntitledIsAdmitted() {
    broken(talk.comingBack().stranger().judgement(), Anomaly.ADMITTED);
  }

  @Test
  void silenceIsNoAnswerAndNothingElse() {
    Admission silence = Admission.noAnswer("no greeting");

    broken(
        talk.comingBack()
            .answered(silence)
            .greeted(null)
            .history(null)
            .context(null)
            .within(Duration.ofMinutes(1))
            .judgement(),
        Anomaly.NO_ANSWER);
    broken(talk.comingBack().stranger().answered(silence).judgement(), Anomaly.NO_ANSWER);
  }

  @Test
  void aPartThatNeverCameIsNoAnswer() {
    broken(talk.comingBack().history(null).judgement(), Anomaly.NO_ANSWER);
    broken(talk.comingBack().context(null).judgement(), Anomaly.NO_ANSWER);
    broken(
        talk.comingBackWith(now.without(0)).context(null).judgement(),
        Anomaly.NO_ANSWER,
        Anomaly.LOST_MESSAGE);
  }

  @Test
  void aRestoreIsLateFromTheFirstMicrosecondBehindItsDeadline() {
    Duration deadline = Talk.POLICY.briefDeadline();

    preserved(talk.comingBack().within(deadline).judgement());
    broken(talk.comingBack().within(deadline.plusNanos(1_000)).judgement(), Anomaly.LATE_RESTORE);
  }

  @Test
  void anOldConnectionThatIsStillServedSplitsTheSession() {
    broken(talk.comingBack().oldConnectionServed().judgement(), Anomaly.SPLIT_SESSION);
  }

  @Test
  void anExpiryBeforeItsTimeIsEarlyAndTheEmptyContextItsConsequence() {
    broken(talk.comingBackWith(Snapshot.FRESH).toldExpired().judgement(), Anomaly.EXPIRED_EARLY);
    broken(
        talk.comingBackWith(Snapshot.FRESH).after(Talk.MEDIUM).toldExpired().judgement(),
        Anomaly.EXPIRED_EARLY);
    broken(
        talk.comingBack()
            .told(new ServerEvent.Status(true, 1, GapClass.BRIEF, null, false, true))
            .judgement(),
        Anomaly.EXPIRED_EARLY);
  }

  @Test
  void anEmptyContextThatNothingExplainsIsAllLost() {
    broken(
        talk.comingBackWith(Snapshot.FRESH.withVersion(now.version())).judgement(),
        Anomaly.LOST_MESSAGE,
        Anomaly.LOST_MEMORY,
        Anomaly.LOST_WORKFLOW_STEP,
        Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void pushesOfWhatWasSeenAreDuplicates() {
    ServerEvent.Answered answer =
        new ServerEvent.Answered("m-3", now.history().get(5), now.version(), null, null);

    broken(talk.comingBack().pushed(answer).judgement(), Anomaly.DUPLICATED_MESSAGE);
    broken(
        talk.comingBack()
            .pushed(new ServerEvent.ToolCalled(now.calls().get(0), now.version()))
            .judgement(),
        Anomaly.REPEATED_TOOL_CALL);
    broken(
        talk.comingBack().pushed(new ServerEvent.Acked("m-1", 1, now.version())).judgement(),
        Anomaly.DUPLICATED_MESSAGE);
    broken(
        talk.comingBack()
            .pushed(
                new ServerEvent.Answered(
                    "m-8", new Message(8, "a-8", Role.AGENT, "?", "m-8"), 9, null, null))
            .judgement(),
        Anomaly.UNEXPECTED_MESSAGE);
  }

  @Test
  void anAckOfAMessageSentAgainIsRight() {
    talk.ledger.sent("m-1", "again", Memory.EMPTY, true);

    preserved(talk.comingBack().pushed(new ServerEvent.Acked("m-1", 1, now.version())).judgement());
  }

  @Test
  void whatWasWrongOnTheConnectionBelongsToTheNextJudgement() {
    talk.hear(new ServerEvent.Acked("nobody", 9, now.version()));

    broken(talk.comingBack().done(), Anomaly.UNEXPECTED_MESSAGE);
    preserved(talk.comingBack().done());
  }

  @Test
  void manyFindingsOfOneKindAreShortened() {
    Judgement judgement = shown(now.withHistory(list -> List.of()));

    assertThat(judgement.findings())
        .hasSize(4)
        .last()
        .extracting(Finding::came)
        .isEqualTo("and 3 more");
  }

  @Test
  void findingsSayWhatWasOwedAndWhatCame() {
    assertThat(shown(now.without(0)).findings())
        .containsExactly(
            new Finding(
                Anomaly.LOST_MESSAGE,
                "user message m-1 '" + now.history().get(0).content() + "'",
                "nothing"));
  }

  @Test
  void judgingChangesNothing() {
    Snapshot damaged = now.without(3).withMemory(new Memory(Map.of(), Map.of()));

    assertThat(shown(damaged)).isEqualTo(shown(damaged));
    preserved(shown(now));
  }
}
