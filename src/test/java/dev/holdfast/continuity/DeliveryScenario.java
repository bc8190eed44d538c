package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.DeliveryClaims.Guarantee;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A session in which others speak, and how its returns are judged. */
abstract class DeliveryScenario {

  static final Tag TAG = Tag.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), 7);
  static final Duration WINDOW = Duration.ofMinutes(2);
  static final Duration BRIEF = Duration.ofSeconds(1);

  final Ledger ledger = new Ledger("", TAG);
  private int said;

  /** Said while the user is away. */
  String spoken() {
    return spoken(true);
  }

  String spoken(boolean away) {
    String text = TAG.mark("said <b> by another, number " + ++said, 1_000 + said);
    ledger.spoken(text, away);
    return text;
  }

  /** Said while the user is away, and taken in. */
  String taken() {
    String text = spoken();
    ledger.accepted(text);
    return text;
  }

  /** Said while the user is there, and taken in. */
  String takenThere() {
    String text = spoken(false);
    ledger.accepted(text);
    return text;
  }

  void hears(String text) {
    assertThat(ledger.observe(new ServerEvent.Notified("", text))).isEmpty();
  }

  static DeliveryClaims claims(Guarantee guarantee) {
    return new DeliveryClaims(guarantee, true, Optional.of(WINDOW), Integer.MAX_VALUE, true);
  }

  Set<Anomaly> of(DeliveryClaims claims, Reconnection came) {
    return judge(claims, came).anomalies();
  }

  Judgement judge(DeliveryClaims claims, Reconnection came) {
    ledger.listened();
    return judgeUnlistened(claims, came);
  }

  Judgement judgeUnlistened(DeliveryClaims claims, Reconnection came) {
    return new Oracle(ContinuityPolicy.standard().neverExpiring(), null, Set.of(), claims)
        .judge(ledger, came);
  }

  static Reconnection back(Duration away, boolean resumed, String... heard) {
    List<ServerEvent> events = new ArrayList<>();
    events.add(new ServerEvent.Established("", true, true, resumed, false, -1));
    for (String text : heard) {
      events.add(new ServerEvent.Notified("", text));
    }
    return new Reconnection(
        1, true, true, Gap.of(away), Admission.admitted(), events, Duration.ofMillis(5), false);
  }
}
