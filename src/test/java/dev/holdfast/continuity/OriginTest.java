package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Origin;
import dev.holdfast.continuity.model.ServerEvent;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of a context besides its contents: whose it is, when, and to which question. */
class OriginTest {

  private static final long WRITTEN = 1_790_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final Origin ORIGIN = new Origin("u-1", WRITTEN);

  private final Talk talk = Talk.afterTurns(3);

  private static Message timed(Message message, long at) {
    return new Message(
        message.seq(), message.id(), message.role(), message.content(), message.inReplyTo(), at);
  }

  private static Message answering(Message message, @Nullable String question) {
    return new Message(
        message.seq(), message.id(), message.role(), message.content(), question, message.at());
  }

  /** What the server has, each message a minute younger than the one before. */
  private Snapshot dated() {
    return talk.server
        .now()
        .withHistory(
            list -> {
              list.replaceAll(message -> timed(message, WRITTEN + message.seq() * MINUTE));
              return list;
            });
  }

  private Snapshot with(int at, UnaryOperator<Message> change) {
    Snapshot dated = dated();
    return dated.withMessage(at, change.apply(dated.history().get(at)));
  }

  private ServerEvent.Context context(Origin origin) {
    Snapshot now = talk.server.now();
    return new ServerEvent.Context(
        Talk.SESSION, origin, now.memory(), now.workflow(), now.calls(), now.version());
  }

  private static void broken(Judgement judgement, Anomaly... by) {
    assertThat(judgement.anomalies()).as("%s", judgement.findings()).containsExactlyInAnyOrder(by);
  }

  @Test
  void theTimesThatAHistoryShowedAreOwed() {
    assertThat(talk.comingBackWith(dated()).done().findings()).isEmpty();
    assertThat(talk.comingBackWith(dated()).done().findings()).isEmpty();

    Judgement judgement =
        talk.comingBackWith(with(2, message -> timed(message, message.at() + MINUTE))).done();

    broken(judgement, Anomaly.CORRUPTED_MESSAGE);
    assertThat(judgement.findings().get(0).owed()).contains("of 2026-");
  }

  @Test
  void aTimeThatIsNoLongerToldIsChanged() {
    talk.comingBackWith(dated()).done();

    broken(
        talk.comingBackWith(with(2, message -> timed(message, Message.UNTIMED))).judgement(),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aWrongTimeIsReportedOnceAndTheRightOneStaysOwed() {
    talk.comingBackWith(dated()).done();
    Snapshot wrong = with(2, message -> timed(message, message.at() + MINUTE));

    broken(talk.comingBackWith(wrong).done(), Anomaly.CORRUPTED_MESSAGE);
    assertThat(talk.comingBackWith(wrong).done().findings()).isEmpty();
    assertThat(talk.comingBackWith(dated()).done().findings()).isEmpty();
    broken(talk.comingBackWith(wrong).done(), Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aStoreMayRoundTheLastMillisecond() {
    talk.comingBackWith(dated()).done();

    assertThat(
            talk.comingBackWith(with(2, message -> timed(message, message.at() + 1)))
                .judgement()
                .findings())
        .isEmpty();
  }

  @Test
  void aBackendThatTellsNoTimesIsNotAskedForThem() {
    assertThat(talk.comingBack().done().findings()).isEmpty();
    assertThat(talk.comingBack().done().findings()).isEmpty();
  }

  @Test
  void anAnswerBelongsToItsQuestionWhetherItWasHeardOrShown() {
    Snapshot now = talk.server.now();
    Snapshot moved = now.withMessage(1, answering(now.history().get(1), "m-2"));

    broken(talk.comingBackWith(moved).judgement(), Anomaly.CORRUPTED_MESSAGE);
    talk.comingBack().done();
    broken(talk.comingBackWith(moved).judgement(), Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aQuestionThatAHistoryNamedMustBeNamedAgain() {
    Snapshot now = talk.server.now();
    Snapshot unnamed = now.withMessage(1, answering(now.history().get(1), null));

    assertThat(talk.comingBackWith(unnamed).judgement().findings()).isEmpty();
    talk.comingBack().done();
    broken(talk.comingBackWith(unnamed).judgement(), Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aUsersMessageAnswersNothing() {
    talk.comingBack().done();
    Snapshot now = talk.server.now();

    broken(
        talk.comingBackWith(now.withMessage(2, answering(now.history().get(2), "m-1"))).judgement(),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aContextOfAnotherUserIsForeignFromTheFirstOn() {
    talk.ledger.granted("u-1");

    assertThat(talk.comingBack().context(context(ORIGIN)).done().findings()).isEmpty();
    Talk.Return foreign = talk.comingBack().context(context(new Origin("u-2", WRITTEN)));
    broken(foreign.done(), Anomaly.FOREIGN_CONTEXT);
    broken(foreign.done(), Anomaly.FOREIGN_CONTEXT);
  }

  @Test
  void aContextOfAnotherUserIsForeignAfterAnExpiryAndOnTheOpenConnectionToo() {
    talk.ledger.granted("u-1");
    Origin other = new Origin("u-2", WRITTEN);
    ServerEvent.Context fresh =
        new ServerEvent.Context(
            Talk.SESSION, other, Memory.EMPTY, Snapshot.FRESH.workflow(), List.of(), 0);

    assertThat(talk.hear(context(other)))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.FOREIGN_CONTEXT);
    talk.comingBack().done();
    broken(
        talk.comingBackWith(Snapshot.FRESH)
            .context(fresh)
            .after(Talk.EXTENDED)
            .toldExpired()
            .judgement(),
        Anomaly.FOREIGN_CONTEXT);
  }

  @Test
  void aContextBeganWhenItBegan() {
    talk.comingBack().context(context(ORIGIN)).done();
    Talk.Return younger = talk.comingBack().context(context(new Origin("u-1", WRITTEN + MINUTE)));

    broken(younger.done(), Anomaly.TORN_CONTEXT);
    assertThat(younger.done().findings()).isEmpty();
    assertThat(talk.comingBack().context(context(ORIGIN)).done().findings()).isEmpty();
    broken(
        talk.comingBack().context(context(new Origin("u-1", Message.UNTIMED))).judgement(),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void aCleanContextBeginsAnew() {
    talk.comingBack().context(context(ORIGIN)).done();
    talk.comingBackWith(Snapshot.FRESH)
        .context(
            new ServerEvent.Context(
                Talk.SESSION,
                new Origin("u-1", WRITTEN + MINUTE),
                Memory.EMPTY,
                Snapshot.FRESH.workflow(),
                List.of(),
                0))
        .after(Talk.EXTENDED)
        .toldExpired()
        .done();

    assertThat(talk.ledger.history()).isEmpty();
    assertThat(
            talk.hear(
                new ServerEvent.Context(
                    Talk.SESSION,
                    new Origin("u-1", WRITTEN + MINUTE),
                    Memory.EMPTY,
                    Snapshot.FRESH.workflow(),
                    List.of(),
                    0)))
        .isEmpty();
  }
}
