package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.DeliveryClaims.Guarantee;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Part;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others say in a session arrives as its backend claims, or is named as what is wrong. */
final class DeliveryTest extends DeliveryScenario {

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void whatArrivesOnceAndInOrderIsRightWhateverIsClaimed(Guarantee claimed) {
    String there = takenThere();
    hears(there);
    String away = taken();
    String back = takenThere();

    assertThat(judge(claims(claimed), back(BRIEF, true, away, back)).anomalies()).isEmpty();
  }

  @Test
  void whatIsSaidWhileItsUserIsAwayIsOwedWhereItIsKept() {
    taken();
    String back = takenThere();
    Reconnection came = back(BRIEF, true, back);

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), came)).containsExactly(Anomaly.LOST_MESSAGE);
    assertThat(of(claims(Guarantee.AT_LEAST_ONCE), came)).containsExactly(Anomaly.LOST_MESSAGE);
    assertThat(of(claims(Guarantee.AT_MOST_ONCE), came)).isEmpty();
  }

  @Test
  void whatTheBackendDidNotTakeInIsOwedByNobodyAndMayArrive() {
    String maybe = spoken();
    String back = takenThere();

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, back))).isEmpty();
    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, maybe, back))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void aSessionThatHearsNothingMoreIsDeafWhateverIsClaimed(Guarantee claimed) {
    String back = takenThere();
    ledger.unheard(back);

    assertThat(of(claims(claimed), back(BRIEF, true))).containsExactly(Anomaly.DEAF);
  }

  @Test
  void whatArrivesAfterAllIsNotDeaf() {
    String back = takenThere();
    ledger.unheard(back);

    assertThat(of(claims(Guarantee.AT_MOST_ONCE), back(BRIEF, true, back))).isEmpty();
  }

  @Test
  void aSecondCopyIsOneTooManyUnlessItIsClaimedThatThereMayBeMore() {
    String once = taken();
    hears(once);

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, once)))
        .containsExactly(Anomaly.DUPLICATED_MESSAGE);
    assertThat(of(claims(Guarantee.AT_MOST_ONCE), back(BRIEF, true, once)))
        .containsExactly(Anomaly.DUPLICATED_MESSAGE);
    assertThat(of(claims(Guarantee.AT_LEAST_ONCE), back(BRIEF, true, once))).isEmpty();
  }

  @Test
  void aSecondCopyIsFoundInALaterReturnToo() {
    String once = taken();
    Reconnection first = back(BRIEF, true, once);
    ledger.adopt(first, judge(claims(Guarantee.EXACTLY_ONCE), first));

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, once)))
        .containsExactly(Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void theOrderIsKeptUnlessNoneIsClaimed() {
    String first = taken();
    String second = taken();
    Reconnection came = back(BRIEF, true, second, first);

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), came)).containsExactly(Anomaly.REORDERED_MESSAGE);
    assertThat(
            of(
                new DeliveryClaims(
                    Guarantee.EXACTLY_ONCE, false, Optional.of(WINDOW), Integer.MAX_VALUE, true),
                came))
        .isEmpty();
  }

  @Test
  void whatComesAgainMayStandBehindWhatIsLater() {
    String first = taken();
    String second = taken();

    assertThat(of(claims(Guarantee.AT_LEAST_ONCE), back(BRIEF, true, first, second, first, second)))
        .isEmpty();
  }

  @Test
  void aTextThatArrivesChangedIsKnownByItsMark() {
    String text = taken();

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, text.replace("<b>", "&lt;b>"))))
        .containsExactly(Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void whatWasTakenInWhoKnowsWhenHasNoPlaceInTheOrder() {
    String late = spoken();
    String next = taken();

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, next, late))).isEmpty();
  }

  @Test
  void ofAStrangerNothingElseIsTold() {
    taken();
    ledger.listened();
    Reconnection stranger =
        new Reconnection(
            1,
            true,
            true,
            Gap.of(BRIEF),
            Admission.admitted(),
            List.of(new ServerEvent.Established("", false, true, true, false, -1)),
            Duration.ofMillis(5),
            false);

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), stranger))
        .containsExactly(Anomaly.SESSION_NOT_RECOGNISED);
  }

  @Test
  void aHistoryMayHoldWhatOthersSaid() {
    String text = taken();
    List<ServerEvent> events = new ArrayList<>(back(BRIEF, true, text).events());
    events.add(new ServerEvent.History(List.of(new Message(0, "o-1", Role.USER, text, null)), -1));
    Reconnection came =
        new Reconnection(
            1,
            true,
            true,
            Gap.of(BRIEF),
            Admission.admitted(),
            events,
            Duration.ofMillis(5),
            false);
    ledger.listened();

    assertThat(
            new Oracle(
                    ContinuityPolicy.standard().neverExpiring(),
                    null,
                    Set.of(Part.HISTORY),
                    claims(Guarantee.EXACTLY_ONCE))
                .judge(ledger, came)
                .anomalies())
        .isEmpty();
  }

  @Test
  void whatArrivedBeforeOneReturnIsNoSecondCopyInTheNext() {
    for (int cycle = 0; cycle < 3; cycle++) {
      hears(takenThere());
      Reconnection came = back(BRIEF, true, taken(), takenThere());
      Judgement judgement = judge(claims(Guarantee.EXACTLY_ONCE), came);

      assertThat(judgement.anomalies()).isEmpty();
      ledger.adopt(came, judgement);
    }
  }

  @Test
  void theOrderHoldsFromOneReturnToTheNext() {
    String first = taken();
    Reconnection came = back(BRIEF, true, taken());
    ledger.adopt(came, judgeUnlistened(claims(Guarantee.EXACTLY_ONCE), came));

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, first)))
        .containsExactly(Anomaly.REORDERED_MESSAGE);
  }

  @Test
  void oneLossIsToldOnce() {
    taken();
    Reconnection came = back(BRIEF, true);
    ledger.adopt(came, judge(claims(Guarantee.EXACTLY_ONCE), came));

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true))).isEmpty();
  }

  @Test
  void whatNobodySaidIsNobodysBusiness() {
    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, TAG.mark("an echo", 3))))
        .isEmpty();
  }

  @Test
  void whatAnotherUserWasToldIsForeign() {
    String other =
        Tag.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), 8).mark("secret", 1);

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, other)))
        .containsExactly(Anomaly.FOREIGN_CONTEXT);
  }
}
