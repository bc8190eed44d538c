package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.is;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each class of gap allows, and what it does not. */
class GapClassTest {

  private final Talk talk = new Talk();

  private Snapshot twentyMessages() {
    for (int message = 0; message < 20; message++) {
      talk.say(Memory.EMPTY, false);
    }
    return talk.server.now();
  }

  @Test
  void aMediumGapThatLosesNothingPreserves() {
    twentyMessages();

    is(Outcome.PRESERVED, talk.comingBack().after(Talk.MEDIUM).judgement());
  }

  @Test
  void aMediumGapMayLoseItsShareIfItSaysSo() {
    Snapshot all = twentyMessages();
    Judgement judgement =
        talk.comingBackWith(all.without(0)).after(Talk.MEDIUM).warned().judgement();

    is(Outcome.DEGRADED, judgement);
    assertThat(judgement.gapClass()).isEqualTo(GapClass.MEDIUM);
  }

  @Test
  void whatAMediumGapGivesUpIsTheOldest() {
    for (int turn = 0; turn < 20; turn++) {
      talk.turn(new Memory(Map.of("p" + turn, "v"), Map.of()));
    }
    Snapshot all = talk.server.now();

    for (int gone : List.of(1, 20, all.history().size() - 1)) {
      broken(
          talk.comingBackWith(all.without(gone)).after(Talk.MEDIUM).warned().judgement(),
          Anomaly.LOST_MESSAGE);
    }
    broken(
        talk.comingBackWith(all.without(2).without(0)).after(Talk.MEDIUM).warned().judgement(),
        Anomaly.LOST_MESSAGE);
    for (int gone : List.of(1, 19)) {
      broken(
          talk.comingBackWith(
                  all.withCalls(
                      calls -> {
                        calls.remove(gone);
                        return calls;
                      }))
              .after(Talk.MEDIUM)
              .warned()
              .judgement(),
          Anomaly.LOST_TOOL_CALL);
    }
    is(
        Outcome.DEGRADED,
        talk.comingBackWith(all.without(0).without(0).withCalls(calls -> calls.subList(1, 20)))
            .after(Talk.MEDIUM)
            .warned()
            .done());
    is(Outcome.PRESERVED, talk.comingBackWith(talk.server.now()).done());
  }

  @Test
  void whichIsTheOldestIsNotJudgedWhereTheOrderWasReportedAsWrong() {
    Snapshot all = twentyMessages();
    Snapshot other =
        all.withHistory(
            list -> {
              Message second = list.remove(1);
              list.add(0, numbered(second, 1));
              list.set(1, numbered(list.get(1), 2));
              return list;
            });
    broken(talk.comingBackWith(other).done(), Anomaly.REORDERED_MESSAGE);

    is(
        Outcome.DEGRADED,
        talk.comingBackWith(other.without(0)).after(Talk.MEDIUM).warned().judgement());
  }

  private static Message numbered(Message message, long seq) {
    return new Message(seq, message.id(), message.role(), message.content(), message.inReplyTo());
  }

  @Test
  void aLossThatWasNotAnnouncedIsNone() {
    Snapshot all = twentyMessages();

    broken(
        talk.comingBackWith(all.without(0)).after(Talk.MEDIUM).judgement(), Anomaly.LOST_MESSAGE);
    broken(
        talk.comingBackWith(all.without(0))
            .after(Talk.MEDIUM)
            .told(new ServerEvent.Status(false, 0.95, GapClass.MEDIUM, " ", false, false))
            .judgement(),
        Anomaly.LOST_MESSAGE);
  }

  @Test
  void moreThanTheShareIsTooMuch() {
    Snapshot all = twentyMessages();

    broken(
        talk.comingBackWith(all.without(0).without(0)).after(Talk.MEDIUM).warned().judgement(),
        Anomaly.LOST_MESSAGE);
  }

  @Test
  void whatAMediumGapKeepsIsUncorruptedAndInOrder() {
    Snapshot all = twentyMessages();
    Message second = all.history().get(1);

    broken(
        talk.comingBackWith(
                all.withMessage(1, new Message(2, second.id(), Role.USER, "?", null)).without(0))
            .after(Talk.MEDIUM)
            .warned()
            .judgement(),
        Anomaly.CORRUPTED_MESSAGE);
    broken(
        talk.comingBackWith(
                all.withHistory(
                    list -> {
                      list.add(list.remove(0));
                      return list;
                    }))
            .after(Talk.MEDIUM)
            .warned()
            .judgement(),
        Anomaly.REORDERED_MESSAGE);
  }

  @Test
  void memoryAndToolCallsAreItemsOfTheShareTooButTheWorkflowIsNot() {
    for (int turn = 0; turn < 10; turn++) {
      talk.turn(new Memory(Map.of("p" + turn, "v"), Map.of()));
    }
    Snapshot all = talk.server.now();
    Snapshot left =
        all.withPreferences(
                map -> {
                  map.remove("p0");
                  return map;
                })
            .withCalls(calls -> calls.subList(1, 10));

    is(Outcome.DEGRADED, talk.comingBackWith(left).after(Talk.MEDIUM).warned().judgement());
    broken(talk.comingBackWith(left).judgement(), Anomaly.LOST_MEMORY, Anomaly.LOST_TOOL_CALL);
    broken(
        talk.comingBackWith(left.withWorkflow(Workflow.NONE))
            .after(Talk.MEDIUM)
            .warned()
            .judgement(),
        Anomaly.LOST_WORKFLOW_STEP);
  }

  @Test
  void aMediumGapHasALongerDeadline() {
    twentyMessages();

    is(
        Outcome.PRESERVED,
        talk.comingBack().after(Talk.MEDIUM).within(Duration.ofSeconds(2)).judgement());
    broken(
        talk.comingBack().after(Talk.MEDIUM).within(Duration.ofMillis(2001)).judgement(),
        Anomaly.LATE_RESTORE);
  }

  @Test
  void anExtendedGapEndsTheSession() {
    twentyMessages();
    Judgement judgement =
        talk.comingBackWith(Snapshot.FRESH).after(Talk.EXTENDED).toldExpired().judgement();

    is(Outcome.EXPIRED, judgement);
    assertThat(judgement.gapClass()).isEqualTo(GapClass.EXTENDED);
  }

  @Test
  void aCleanSessionMayHaveAnotherNameAndNeedsNoRecognition() {
    twentyMessages();

    is(
        Outcome.EXPIRED,
        talk.comingBackWith(Snapshot.FRESH)
            .after(Talk.EXTENDED)
            .toldExpired()
            .greeted(new ServerEvent.Established("s-9", false, true, false, false, 0))
            .context(Snapshot.FRESH.contextEvent("s-9"))
            .within(Duration.ofSeconds(9))
            .judgement());
  }

  @Test
  void anExpiryThatIsNotToldHasNotHappened() {
    twentyMessages();
    Snapshot fresh = Snapshot.FRESH;
    ServerEvent.Status silentOnClean =
        new ServerEvent.Status(false, 0, GapClass.EXTENDED, "", true, false);

    broken(talk.comingBackWith(fresh).after(Talk.EXTENDED).judgement(), Anomaly.NOT_EXPIRED);
    broken(
        talk.comingBackWith(fresh).after(Talk.EXTENDED).told(silentOnClean).judgement(),
        Anomaly.NOT_EXPIRED);
    broken(
        talk.comingBackWith(fresh).after(Talk.EXTENDED).warned().judgement(), Anomaly.NOT_EXPIRED);
  }

  @Test
  void whatOutlivesItsTimeIsNotExpired() {
    Snapshot all = twentyMessages();
    Snapshot fresh = Snapshot.FRESH;

    for (Snapshot left :
        List.of(
            fresh.adding(all.history().get(0)),
            fresh.withMemory(new Memory(Map.of("a", "b"), Map.of())),
            fresh.withWorkflow(new Workflow(1, 5, List.of())),
            fresh.withCalls(calls -> List.of(new ToolCall("t", "m", "tool", "r"))))) {
      broken(
          talk.comingBackWith(left).after(Talk.EXTENDED).toldExpired().judgement(),
          Anomaly.NOT_EXPIRED);
    }
  }

  @Test
  void silenceAfterAnExtendedGapIsNoAnswerAlone() {
    twentyMessages();

    broken(
        talk.comingBack()
            .after(Talk.EXTENDED)
            .answered(Admission.noAnswer("nothing"))
            .greeted(null)
            .history(null)
            .context(null)
            .judgement(),
        Anomaly.NO_ANSWER);
    broken(
        talk.comingBackWith(Snapshot.FRESH)
            .after(Talk.EXTENDED)
            .toldExpired()
            .context(null)
            .judgement(),
        Anomaly.NO_ANSWER);
  }

  @Test
  void anotherUsersDataIsForeignAfterAnExtendedGapToo() {
    Message foreign = new Message(1, "x", Role.USER, Talk.STRANGER.mark("hello", 1), null);

    broken(
        talk.comingBackWith(Snapshot.FRESH.adding(foreign))
            .after(Talk.EXTENDED)
            .toldExpired()
            .judgement(),
        Anomaly.FOREIGN_CONTEXT,
        Anomaly.NOT_EXPIRED);
  }

  @Test
  void nearALimitEitherClassWillDo() {
    Snapshot all = twentyMessages();
    Gap nearBrief = new Gap(Duration.ofSeconds(29), Duration.ofSeconds(31));
    Gap nearExtended = new Gap(Duration.ofSeconds(299), Duration.ofSeconds(301));

    Judgement brief = talk.comingBack().after(nearBrief).judgement();
    Judgement medium = talk.comingBackWith(all.without(0)).after(nearBrief).warned().judgement();
    Judgement kept = talk.comingBack().after(nearExtended).judgement();
    Judgement expired =
        talk.comingBackWith(Snapshot.FRESH).after(nearExtended).toldExpired().judgement();

    assertThat(List.of(brief, medium, kept, expired))
        .extracting(Judgement::outcome)
        .containsExactly(Outcome.PRESERVED, Outcome.DEGRADED, Outcome.PRESERVED, Outcome.EXPIRED);
    assertThat(List.of(brief, medium, kept, expired))
        .extracting(Judgement::gapClass)
        .containsExactly(GapClass.BRIEF, GapClass.MEDIUM, GapClass.MEDIUM, GapClass.EXTENDED);
  }

  @Test
  void nearALimitABreakIsNamedByItsSimplerReading() {
    Snapshot all = twentyMessages();
    Gap nearExtended = new Gap(Duration.ofSeconds(299), Duration.ofSeconds(301));

    Judgement judgement =
        talk.comingBackWith(all.without(0))
            .after(nearExtended)
            .within(Duration.ofSeconds(9))
            .judgement();

    broken(judgement, Anomaly.NOT_EXPIRED);
    assertThat(judgement.gapClass()).isEqualTo(GapClass.EXTENDED);
  }
}
