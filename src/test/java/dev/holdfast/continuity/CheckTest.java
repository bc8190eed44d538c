package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cheap check, alone and beside the parts that it vouches for. */
class CheckTest {

  /** The plainest digests that tell contexts apart. */
  private static final Digests DIGESTS =
      new Digests() {
        @Override
        public String historyDigest(List<Message> history) {
          return history.toString();
        }

        @Override
        public String contextDigest(Memory memory, Workflow workflow, List<ToolCall> calls) {
          return memory + " " + workflow + " " + calls;
        }
      };

  private final Talk talk = Talk.afterTurns(2);
  private final Oracle oracle = new Oracle(Talk.POLICY, DIGESTS);
  private final Snapshot now = talk.server.now();

  private static ServerEvent.Checked check(Snapshot of) {
    return new ServerEvent.Checked(
        of.version(),
        of.history().size(),
        DIGESTS.historyDigest(of.history()),
        DIGESTS.contextDigest(of.memory(), of.workflow(), of.calls()),
        true);
  }

  private Talk.Return checked(Snapshot of) {
    return talk.comingBack().history(null).context(null).pushed(check(of));
  }

  private Judgement judgement(Talk.Return came) {
    return oracle.judge(talk.ledger, came.reconnection());
  }

  private static void broken(Judgement judgement, Anomaly... by) {
    assertThat(judgement.anomalies()).as("%s", judgement.findings()).containsExactlyInAnyOrder(by);
  }

  @Test
  void digestsOfWhatIsOwedPreserveAlone() {
    assertThat(talk.ledger.checkable()).isTrue();
    assertThat(talk.ledger.agrees(check(now), DIGESTS)).isTrue();
    assertThat(judgement(checked(now)).outcome()).isEqualTo(Outcome.PRESERVED);
  }

  @Test
  void otherDigestsNameWhatTheyCan() {
    broken(judgement(checked(now.without(0))), Anomaly.LOST_MESSAGE);
    broken(judgement(checked(now.adding(now.history().get(0)))), Anomaly.UNEXPECTED_MESSAGE);
    broken(
        judgement(checked(now.withMessage(0, new Message(1, "m-1", Role.USER, "other", null)))),
        Anomaly.CORRUPTED_MESSAGE);
    broken(judgement(checked(now.withMemory(Memory.EMPTY))), Anomaly.TORN_CONTEXT);
    broken(judgement(checked(now.withVersion(1))), Anomaly.STALE_CONTEXT);
    assertThat(talk.ledger.agrees(check(now.without(0)), DIGESTS)).isFalse();
    assertThat(talk.ledger.agrees(check(now.withMemory(Memory.EMPTY)), DIGESTS)).isFalse();
  }

  @Test
  void aCheckAloneIsNoAnswerWhereTheContextIsNotFullyKnown() {
    talk.say(Memory.EMPTY, true);

    assertThat(talk.ledger.checkable()).isFalse();
    assertThat(talk.ledger.agrees(check(talk.server.now()), DIGESTS)).isFalse();
    broken(judgement(checked(talk.server.now())), Anomaly.NO_ANSWER);
  }

  @Test
  void aCheckIsOfNoUseWhileMessagesAreInFlightOrNoStateWasShown() {
    talk.send(talk.nextId(), Memory.EMPTY, false);
    assertThat(talk.ledger.checkable()).isFalse();

    Talk young = new Talk();
    young.say(new Memory(Map.of("a", "b"), Map.of()), false);
    assertThat(young.ledger.checkable()).isFalse();
  }

  @Test
  void aCheckAloneIsNoAnswerToAnOracleThatLooksAtParts() {
    broken(talk.oracle.judge(talk.ledger, checked(now).reconnection()), Anomaly.NO_ANSWER);
  }

  @Test
  void aCheckAloneIsNoAnswerAfterAnExtendedGap() {
    broken(
        judgement(checked(Snapshot.FRESH).after(Talk.EXTENDED).toldExpired()), Anomaly.NO_ANSWER);
  }

  @Test
  void aCheckMustBeOfThePartsThatAreServed() {
    assertThat(judgement(talk.comingBack().pushed(check(now))).outcome())
        .isEqualTo(Outcome.PRESERVED);
    broken(judgement(talk.comingBack().pushed(check(now.without(0)))), Anomaly.TORN_CONTEXT);
    broken(
        judgement(talk.comingBack().pushed(check(now.withMemory(Memory.EMPTY)))),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void aCheckCountsTheMessagesThatAreServed() {
    ServerEvent.Checked of = check(now);
    ServerEvent.Checked miscounted =
        new ServerEvent.Checked(
            of.version(), of.messageCount() + 1, of.historyDigest(), of.contextDigest(), true);

    broken(judgement(talk.comingBack().pushed(miscounted)), Anomaly.TORN_CONTEXT);
  }

  @Test
  void aCheckOfALaterVersionIsTornWhereNothingCouldBeCommitted() {
    broken(
        judgement(talk.comingBack().pushed(check(now.withVersion(now.version() + 1)))),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void aCheckBesideThePartsRecognisesItsSession() {
    ServerEvent.Checked of = check(now);
    ServerEvent.Checked strange =
        new ServerEvent.Checked(
            of.version(), of.messageCount(), of.historyDigest(), of.contextDigest(), false);

    broken(judgement(talk.comingBack().pushed(strange)), Anomaly.SESSION_NOT_RECOGNISED);
  }

  @Test
  void aCheckAfterAnExpiryIsOfTheCleanSession() {
    Talk.Return expired = talk.comingBackWith(Snapshot.FRESH).after(Talk.EXTENDED);

    assertThat(judgement(expired.toldExpired().pushed(check(Snapshot.FRESH))).findings()).isEmpty();
    broken(
        judgement(
            talk.comingBackWith(Snapshot.FRESH)
                .after(Talk.EXTENDED)
                .toldExpired()
                .pushed(check(now.withVersion(Snapshot.FRESH.version())))),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void aCheckOfAnotherVersionIsNotComparedWithTheParts() {
    ServerEvent.Checked later = check(now.without(0).withVersion(now.version() + 1));

    assertThat(judgement(talk.comingBack().working().pushed(later)).findings()).isEmpty();
  }

  @Test
  void aCheckLeavesTheLedgerAsItWas() {
    Reconnection came = checked(now).reconnection();
    talk.ledger.adopt(came, oracle.judge(talk.ledger, came));

    assertThat(talk.ledger.history()).isEqualTo(now.history());
    assertThat(talk.comingBack().judgement().findings()).isEmpty();
  }
}
