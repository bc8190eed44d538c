package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.OwedDeliveries;
import dev.holdfast.continuity.owed.OwedDeliveries.Said;
import dev.holdfast.continuity.owed.RestoredContext;
import dev.holdfast.continuity.owed.TextChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges whether what others said in the session arrived as the backend claims: before the loss,
 * while its user was away, and once it was back.
 */
final class DeliveryJudge {

  /** Where another session than the owed one came back, all of it is gone by that. */
  private static final Set<Anomaly> ANOTHER_SESSION =
      Anomaly.ofKinds(DeliveryJudge::isOfAnotherSession);

  private final DeliveryClaims claims;
  private final OwedDeliveries owed;
  private final Reconnection came;
  private final Findings findings;
  private final Set<Integer> arrived = new HashSet<>();

  DeliveryJudge(DeliveryClaims claims, OwedDeliveries owed, Reconnection came, Findings findings) {
    this.claims = claims;
    this.owed = owed;
    this.came = came;
    this.findings = findings;
  }

  /** Whether a reconnection shows anything of what others said. */
  static boolean judges(Reconnection came) {
    return came.entitled() && came.admission().kind() != Admission.Kind.REFUSED && came.greeted();
  }

  void judge(RestoredContext restored) {
    boolean another = ANOTHER_SESSION.stream().anyMatch(findings::has);
    arrivals();
    boolean kept = resumed(restored) && claims.keeps() && owed.isListened() && !another;
    for (Said each : owed.unsettled()) {
      if (arrived.contains(each.rank())) {
        continue;
      }
      if (each.unheard()) {
        findings.add(
            Anomaly.DEAF,
            "a message that another sent while the user was connected",
            "nothing of " + quote(each));
      } else if (kept) {
        findings.add(
            Anomaly.LOST_MESSAGE,
            "what another said meanwhile"
                + (claims.toldByGreeting() ? " in a session that was resumed" : ""),
            "nothing of " + quote(each));
      }
    }
  }

  private void arrivals() {
    List<String> texts = new ArrayList<>(owed.arrivals());
    for (ServerEvent event : came.events()) {
      if (event instanceof ServerEvent.Notified notified) {
        texts.add(notified.content());
      }
    }
    int highest = owed.highestArrived();
    for (String text : texts) {
      Said said = owed.find(text);
      if (said == null) {
        continue;
      }
      arrived(said, text, highest);
      highest = Math.max(highest, said.rank());
    }
  }

  private void arrived(Said said, String text, int highest) {
    if (!said.text().equals(text)) {
      TextChange change = new TextChange(said.text(), text);
      findings.add(
          Anomaly.CORRUPTED_MESSAGE,
          "what another said: " + change.owedThere(),
          change.cameThere());
    }
    boolean again = !arrived.add(said.rank()) || said.arrived();
    if (again && !claims.mayRepeat()) {
      findings.add(Anomaly.DUPLICATED_MESSAGE, "what another said once", "again " + quote(said));
    } else if (!again && claims.ordered() && said.accepted() && said.rank() < highest) {
      findings.add(
          Anomaly.REORDERED_MESSAGE,
          "what others say in the order in which it was said",
          quote(said) + " after a later one");
    }
  }

  /**
   * Whether all that was said meanwhile is owed. A server that says that it could not resume has
   * kept its word, unless it claims that it can.
   */
  private boolean resumed(RestoredContext restored) {
    int meanwhile = (int) owed.unsettled().stream().filter(Said::away).count();
    boolean covered = claims.covers(came.gap(), meanwhile);
    ServerEvent.Established greeting = restored.greeting();
    if (!claims.toldByGreeting() || greeting == null) {
      return covered;
    }
    if (!greeting.contextAvailable() && covered && claims.keeps()) {
      findings.add(
          Anomaly.EXPIRED_EARLY,
          "a session that is resumed after " + came.gap().atMost().toMillis() + " ms",
          "told that it was not");
    }
    return greeting.contextAvailable();
  }

  private static String quote(Said said) {
    return Findings.quote(said.text());
  }

  private static boolean isOfAnotherSession(Anomaly.Kind kind) {
    return switch (kind) {
      case OTHER_USER, STRANGER, GIVEN_UP, OUTLIVED -> true;
      case ITEM_GONE, ITEM_HARMED, STATE_GONE, OTHER_VERSION, NOT_KEPT_OUT, CONNECTION, TIME ->
          false;
    };
  }
}
