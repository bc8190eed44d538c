package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
final class DeliveryTest {

  private static final Tag TAG = Tag.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), 7);
  private static final Duration WINDOW = Duration.ofMinutes(2);
  private static final Duration BRIEF = Duration.ofSeconds(1);

  private final Ledger ledger = new Ledger("", TAG);
  private int said;

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
  void aServerThatTellsThatItCouldNotResumeHasKeptItsWordBeyondItsWindow() {
    taken();

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(WINDOW.plusSeconds(1), false))).isEmpty();
  }

  @Test
  void oneThatTellsSoWithinItsWindowHasGivenUpTooEarly() {
    taken();

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, false)))
        .containsExactly(Anomaly.EXPIRED_EARLY);
  }

  @Test
  void oneThatTellsThatItResumedOwesAllOfItHoweverLong() {
    taken();

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(WINDOW.plusSeconds(1), true)))
        .containsExactly(Anomaly.LOST_MESSAGE);
  }

  @Test
  void moreThanIsKeptMayBeGone() {
    taken();
    taken();
    DeliveryClaims one =
        new DeliveryClaims(Guarantee.EXACTLY_ONCE, true, Optional.empty(), 1, true);

    assertThat(of(one, back(BRIEF, false))).isEmpty();
  }

  @Test
  void onlyWhatIsSaidToAUserWhoIsAwayCountsAsKeptForIt() {
    taken();
    takenThere();
    DeliveryClaims one =
        new DeliveryClaims(Guarantee.EXACTLY_ONCE, true, Optional.empty(), 1, true);

    assertThat(of(one, back(BRIEF, false))).containsExactly(Anomaly.EXPIRED_EARLY);
  }

  @Test
  void whatNobodyListenedForMayStillCome() {
    String kept = taken();
    Reconnection cut = back(BRIEF, true);
    Judgement first = judgeUnlistened(claims(Guarantee.EXACTLY_ONCE), cut);
    assertThat(first.anomalies()).isEmpty();
    ledger.adopt(cut, first);

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true)))
        .containsExactly(Anomaly.LOST_MESSAGE);
    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(BRIEF, true, kept))).isEmpty();
  }

  @Test
  void aReturnThatIsRefusedForgivesNothingOfIt() {
    ledger.unheard(takenThere());
    Reconnection refused =
        new Reconnection(
            1,
            true,
            true,
            Gap.of(BRIEF),
            Admission.refused("503"),
            List.of(),
            Duration.ofMillis(5),
            false);
    ledger.adopt(refused, judgeUnlistened(claims(Guarantee.AT_MOST_ONCE), refused));

    assertThat(of(claims(Guarantee.AT_MOST_ONCE), back(BRIEF, true))).containsExactly(Anomaly.DEAF);
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
  void whereNobodyTellsTheWindowDecides() {
    taken();
    DeliveryClaims silent =
        new DeliveryClaims(
            Guarantee.EXACTLY_ONCE, true, Optional.of(WINDOW), Integer.MAX_VALUE, false);

    assertThat(of(silent, back(BRIEF, true))).containsExactly(Anomaly.LOST_MESSAGE);
    assertThat(of(silent, back(WINDOW.plusSeconds(1), true))).isEmpty();
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
  void theWindowIncludesItsEnd() {
    taken();

    assertThat(of(claims(Guarantee.EXACTLY_ONCE), back(WINDOW, false)))
        .containsExactly(Anomaly.EXPIRED_EARLY);
  }

  @Test
  void aWindowThatKeepsNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DeliveryClaims(
                    Guarantee.EXACTLY_ONCE, true, Optional.of(Duration.ZERO), 1, true))
        .withMessage("window must be above 0, got: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DeliveryClaims(Guarantee.EXACTLY_ONCE, true, Optional.empty(), 0, true))
        .withMessage("most must be at least 1, got: 0");
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

  /** Said while the user is away. */
  private String spoken() {
    return spoken(true);
  }

  private String spoken(boolean away) {
    String text = TAG.mark("said <b> by another, number " + ++said, 1_000 + said);
    ledger.spoken(text, away);
    return text;
  }

  /** Said while the user is away, and taken in. */
  private String taken() {
    String text = spoken();
    ledger.accepted(text);
    return text;
  }

  /** Said while the user is there, and taken in. */
  private String takenThere() {
    String text = spoken(false);
    ledger.accepted(text);
    return text;
  }

  private void hears(String text) {
    assertThat(ledger.observe(new ServerEvent.Notified("", text))).isEmpty();
  }

  private static DeliveryClaims claims(Guarantee guarantee) {
    return new DeliveryClaims(guarantee, true, Optional.of(WINDOW), Integer.MAX_VALUE, true);
  }

  private Set<Anomaly> of(DeliveryClaims claims, Reconnection came) {
    return judge(claims, came).anomalies();
  }

  private Judgement judge(DeliveryClaims claims, Reconnection came) {
    ledger.listened();
    return judgeUnlistened(claims, came);
  }

  private Judgement judgeUnlistened(DeliveryClaims claims, Reconnection came) {
    return new Oracle(ContinuityPolicy.standard().neverExpiring(), null, Set.of(), claims)
        .judge(ledger, came);
  }

  private static Reconnection back(Duration away, boolean resumed, String... heard) {
    List<ServerEvent> events = new ArrayList<>();
    events.add(new ServerEvent.Established("", true, true, resumed, false, -1));
    for (String text : heard) {
      events.add(new ServerEvent.Notified("", text));
    }
    return new Reconnection(
        1, true, true, Gap.of(away), Admission.admitted(), events, Duration.ofMillis(5), false);
  }
}
