package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.preserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is let in, to whose context, in time, and how that is told. */
class AdmissionOracleTest {

  private final Talk talk = Talk.afterTurns(3);
  private final Snapshot now = talk.server.now();

  private Judgement shown(Snapshot snapshot) {
    return talk.comingBackWith(snapshot).judgement();
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
    broken(
        talk.comingBack().pushed(new ServerEvent.Notified("n-1", foreign)).judgement(),
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
  void anOldConnectionIsRightlyServedWhereTheNewOneWasRefused() {
    broken(
        talk.comingBack()
            .answered(Admission.refused("403"))
            .greeted(null)
            .history(null)
            .context(null)
            .oldConnectionServed()
            .judgement(),
        Anomaly.BLOCKED);
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
