package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.DeliveryClaims.Guarantee;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Reconnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much of what others say is owed to a user who was away, and when it is missed. */
final class KeptDeliveriesTest extends DeliveryScenario {

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
  void whereNobodyTellsTheWindowDecides() {
    taken();
    DeliveryClaims silent =
        new DeliveryClaims(
            Guarantee.EXACTLY_ONCE, true, Optional.of(WINDOW), Integer.MAX_VALUE, false);

    assertThat(of(silent, back(BRIEF, true))).containsExactly(Anomaly.LOST_MESSAGE);
    assertThat(of(silent, back(WINDOW.plusSeconds(1), true))).isEmpty();
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
}
