package dev.holdfast.steps.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must come is missed, and what must not is seen, each by its own name. */
final class MailbagTest {

  private static final long PATIENCE = 1_000;
  private static final ServerEvent GREETING =
      new ServerEvent.Established("s", true, true, true, false, 1);
  private static final Tag TAG = Tag.of(new byte[16], 7);

  private final Mailbag bag = new Mailbag();

  @ParameterizedTest
  @EnumSource
  void whatComesAsItMustIsRight(MailCase kind) {
    Mailing mailing = left(kind, 1);
    assertThat(bag.isComplete()).isFalse();

    kind.toCome().forEach(places -> places.forEach(place -> comes(mailing, place)));

    assertThat(bag.isComplete()).isTrue();
    assertThat(bag.toAcknowledge()).hasSize(bag.owed());
    assertThat(bag.judge(true)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everythingInTheOrderInWhichItWasLeftIsRightOnlyWhereThatIsMeant(MailCase kind) {
    Mailing mailing = left(kind, 1);

    IntStream.range(0, kind.letters()).forEach(place -> comes(mailing, place));

    switch (kind) {
      case MIXED_PRIORITIES -> assertThat(found(true)).containsExactly(Anomaly.REORDERED_MESSAGE);
      case EXPIRING ->
          assertThat(bag.judge(true))
              .extracting(Finding::owed)
              .containsExactly(
                  "no expiring-1-0: it is expired",
                  "no expiring-1-1: it is expired",
                  "no expiring-1-2: it is expired");
      case DROP_OLDEST, DROP_NEWEST, REJECT ->
          assertThat(found(true))
              .containsExactly(Anomaly.UNEXPECTED_MESSAGE, Anomaly.UNEXPECTED_MESSAGE);
      case IN_ORDER, ONE, SEVERAL_SENDERS -> assertThat(bag.judge(true)).isEmpty();
    }
  }

  @Test
  void whatNeverCameIsLostAndItsDelayIsThePatience() {
    Mailing mailing = left(MailCase.IN_ORDER, 1);
    IntStream.of(0, 1, 3, 4).forEach(place -> comes(mailing, place));

    assertThat(bag.delay(PATIENCE)).isEqualTo(PATIENCE);
    assertThat(found(true)).containsExactly(Anomaly.LOST_MESSAGE);
  }

  @Test
  void whatIsThereTakesAsLongAsTheLastThatMustCome() {
    Mailing mailing = left(MailCase.EXPIRING, 1);
    bag.heard(GREETING, 100);
    bag.heard(event(mailing, 3), 130);
    bag.heard(event(mailing, 4), 150);
    bag.heard(event(mailing, 0), 190);

    assertThat(bag.delay(PATIENCE)).isEqualTo(50);
  }

  @Test
  void whatComesTwiceOnAConnectionIsDoubled() {
    Mailing mailing = left(MailCase.ONE, 1);
    comes(mailing, 0);
    comes(mailing, 0);

    assertThat(bag.toAcknowledge()).containsExactly("one-1-0");
    assertThat(found(true)).containsExactly(Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void whatCameByAConnectionThatWasLostBeforeAnythingWasAcknowledgedComesAgain() {
    Mailing mailing = left(MailCase.IN_ORDER, 1);
    comes(mailing, 0);
    comes(mailing, 1);
    bag.heard(GREETING, 3);
    IntStream.range(0, 5).forEach(place -> comes(mailing, place));

    assertThat(bag.judge(true)).isEmpty();
  }

  @Test
  void whatComesAgainAfterItWasAcknowledgedIsDoubled() {
    Mailing first = left(MailCase.ONE, 1);
    comes(first, 0);
    assertThat(bag.judge(true)).isEmpty();

    Mailing second = left(MailCase.ONE, 2);
    comes(first, 0);
    comes(second, 0);

    assertThat(found(true)).containsExactly(Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void whatWasPerhapsNotAcknowledgedMayComeAgain() {
    Mailing first = left(MailCase.ONE, 1);
    comes(first, 0);
    assertThat(bag.judge(false)).isEmpty();

    Mailing second = left(MailCase.ONE, 2);
    comes(first, 0);
    comes(second, 0);

    assertThat(bag.judge(true)).isEmpty();
  }

  @Test
  void whatNobodyLeftAndWhatCameWithAnotherTextIsNamed() {
    Mailing mailing = left(MailCase.ONE, 1);
    bag.heard(new ServerEvent.Notified("one-1-0", "another text"), 2);
    bag.heard(new ServerEvent.Notified("one-9-0", "x"), 3);

    assertThat(found(true)).containsExactly(Anomaly.CORRUPTED_MESSAGE, Anomaly.UNEXPECTED_MESSAGE);
    assertThat(mailing.letter(0)).contains("\"message_id\": \"one-1-0\"");
  }

  @Test
  void aWrongAnswerToASenderIsNamedAndWhatWasNotTakenInIsNotOwed() {
    left(MailCase.REJECT, 1);
    bag.notTakenIn("reject-1-0", "answer 500");
    bag.notRefused("reject-1-3", "answer 202");

    assertThat(bag.owed()).isEqualTo(2);
    assertThat(found(true))
        .startsWith(Anomaly.NO_ANSWER, Anomaly.UNEXPECTED_MESSAGE)
        .endsWith(Anomaly.LOST_MESSAGE, Anomaly.LOST_MESSAGE);
  }

  @Test
  void oneOfThreeSendersRepeatsItself() {
    assertThat(MailCase.SEVERAL_SENDERS.rounds())
        .isEqualTo(List.of(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7, 5)));
    assertThat(MailCase.IN_ORDER.rounds()).hasSize(5);
  }

  private Mailing left(MailCase kind, int number) {
    Mailing mailing = new Mailing(kind, number, TAG);
    bag.expect(mailing);
    bag.heard(GREETING, 1);
    return mailing;
  }

  private void comes(Mailing mailing, int place) {
    bag.heard(event(mailing, place), 2);
  }

  private List<Anomaly> found(boolean taken) {
    return bag.judge(taken).stream().map(Finding::anomaly).toList();
  }

  private static ServerEvent event(Mailing mailing, int place) {
    return new ServerEvent.Notified(mailing.id(place), mailing.content(place));
  }
}
