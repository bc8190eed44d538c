package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.DeliveryClaims.Guarantee;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Part;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What goes with a part of the backend is an anomaly only where somebody claims to outlive that.
 */
final class OutageTest extends DeliveryScenario {

  private static final DeliveryClaims ONCE = claims(Guarantee.EXACTLY_ONCE);

  private static Oracle surviving(Outage... outages) {
    Set<Outage> survived = EnumSet.noneOf(Outage.class);
    survived.addAll(Arrays.asList(outages));
    return new Oracle(
        ContinuityPolicy.standard().neverExpiring(), null, Set.of(Part.HISTORY), ONCE, survived);
  }

  /** A message of the user, acknowledged. */
  private Message said(String id) {
    String text = TAG.mark("said " + id, ledger.history().size());
    ledger.sent(id, text, Memory.EMPTY, false);
    ledger.observe(new ServerEvent.Acked(id, 0, -1));
    return new Message(0, id, Role.USER, text, null);
  }

  private static Reconnection back(boolean resumed, Message... history) {
    List<ServerEvent> events = new ArrayList<>();
    events.add(new ServerEvent.Established("", true, true, resumed, false, -1));
    events.add(new ServerEvent.History(List.of(history), -1));
    return new Reconnection(
        1,
        true,
        true,
        Gap.of(Duration.ofSeconds(1)),
        Admission.admitted(),
        events,
        Duration.ofMillis(5),
        false);
  }

  private static Reconnection refused() {
    return new Reconnection(
        1,
        true,
        true,
        Gap.of(Duration.ofSeconds(1)),
        Admission.refused("refused with 401 Unauthorized"),
        List.of(),
        Duration.ofMillis(5),
        false);
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE", "RESTART"})
  void whatIsGoneIsExcusedOnlyWhereThatIsNotClaimedToBeOutlived(Outage outage) {
    Message first = said("m-1");
    said("m-2");
    Reconnection came = back(true, first).after(outage);

    Judgement claimed = surviving(outage).judge(ledger, came);
    Judgement not = surviving(Outage.NONE).judge(ledger, came);

    assertThat(claimed.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(claimed.anomalies()).containsExactly(Anomaly.LOST_MESSAGE);
    assertThat(claimed.excused()).isEmpty();
    assertThat(not.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(not.findings()).isEmpty();
    assertThat(not.excusedAnomalies()).containsExactly(Anomaly.LOST_MESSAGE);
  }

  @Test
  void whereNothingEndedNothingIsExcused() {
    said("m-1");

    assertThat(surviving(Outage.NONE).judge(ledger, back(true)).anomalies())
        .containsExactly(Anomaly.LOST_MESSAGE);
  }

  @Test
  void whoOutlivesANodeThatEndsNeedNotOutliveARestart() {
    said("m-1");

    assertThat(surviving(Outage.NODE).judge(ledger, back(true).after(Outage.RESTART)).kept())
        .isTrue();
  }

  /** What is mixed, doubled or in another order was not merely lost. */
  @Test
  void onlyWhatIsGoneOrAllAsBeforeIsLost() {
    assertThat(Anomaly.values())
        .filteredOn(Anomaly::isLoss)
        .containsExactlyInAnyOrder(
            Anomaly.LOST_MESSAGE,
            Anomaly.LOST_TOOL_CALL,
            Anomaly.LOST_MEMORY,
            Anomaly.LOST_WORKFLOW_STEP,
            Anomaly.STALE_CONTEXT,
            Anomaly.SESSION_NOT_RECOGNISED,
            Anomaly.BLOCKED,
            Anomaly.EXPIRED_EARLY);
  }

  @Test
  void whereAllIsThereNothingIsExcused() {
    Judgement judgement =
        surviving(Outage.NONE).judge(ledger, back(true, said("m-1")).after(Outage.RESTART));

    assertThat(judgement.outcome()).isEqualTo(Outcome.PRESERVED);
    assertThat(judgement.excused()).isEmpty();
  }

  @Test
  void aSessionThatIsGoneMayRefuseItsUser() {
    Reconnection came = refused().after(Outage.RESTART);

    assertThat(surviving(Outage.RESTART).judge(ledger, came).anomalies())
        .containsExactly(Anomaly.BLOCKED);
    Judgement judgement = surviving(Outage.NONE).judge(ledger, came);
    assertThat(judgement.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(judgement.excusedAnomalies()).containsExactly(Anomaly.BLOCKED);
  }

  @Test
  void aSessionMayBeToldToBeGoneWithWhatOthersSaid() {
    taken();
    ledger.listened();
    Reconnection came = back(false).after(Outage.RESTART);

    assertThat(surviving(Outage.RESTART).judge(ledger, came).anomalies())
        .containsExactly(Anomaly.EXPIRED_EARLY);
    assertThat(surviving(Outage.NONE).judge(ledger, came).kept()).isTrue();
  }

  /** Its connection led to a node that lives, and what fed it was on the one that died. */
  @Test
  void aUserMayBeDeafBeforeItsConnectionIsLostAndNotOnceItIsBack() {
    ledger.unheard(takenThere());
    ledger.connectionLost();
    Reconnection came = back(true).after(Outage.NODE);

    assertThat(surviving(Outage.NODE).judge(ledger, came).anomalies())
        .containsExactly(Anomaly.DEAF);
    assertThat(surviving(Outage.NONE).judge(ledger, came).excusedAnomalies())
        .containsExactly(Anomaly.DEAF);

    ledger.unheard(takenThere());
    assertThat(surviving(Outage.NONE).judge(ledger, came).anomalies())
        .containsExactly(Anomaly.DEAF);
  }

  @Test
  void whatWentMayNotBeMissedAgainNorComeTwice() {
    Message first = said("m-1");
    said("m-2");
    Oracle oracle = surviving(Outage.NONE);
    Reconnection came = back(true, first).after(Outage.RESTART);
    ledger.adopt(came, oracle.judge(ledger, came));

    assertThat(oracle.judge(ledger, back(true, first)).outcome()).isEqualTo(Outcome.PRESERVED);
    assertThat(oracle.judge(ledger, back(true)).anomalies()).containsExactly(Anomaly.LOST_MESSAGE);
    assertThat(oracle.judge(ledger, back(true, first, first)).anomalies())
        .containsExactly(Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void aBackendThatEndsExcusesNoHarm() {
    Message first = said("m-1");
    Message second = said("m-2");
    Oracle oracle = surviving(Outage.NONE);
    Tag anothers = Tag.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), 8);
    Message foreign = new Message(0, "m-9", Role.USER, anothers.mark("of another", 1), null);

    assertThat(oracle.judge(ledger, back(true, second, first).after(Outage.RESTART)).anomalies())
        .containsExactly(Anomaly.REORDERED_MESSAGE);
    assertThat(oracle.judge(ledger, back(true, first, first).after(Outage.RESTART)).anomalies())
        .containsExactly(Anomaly.DUPLICATED_MESSAGE);
    assertThat(oracle.judge(ledger, back(true, first, foreign).after(Outage.RESTART)).anomalies())
        .containsExactly(Anomaly.FOREIGN_CONTEXT);
  }
}
