package dev.holdfast.user;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.dialect.HttpCall;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** What another says in a virtual user's session, and whether it has arrived there. */
public final class OtherVoice {

  /** Marks of what others say are numbered from here: their own texts never come so far. */
  private static final int FIRST_MARK = 500_000_000;

  private final Speaker user;
  private final Tag tag;
  private final Map<String, Long> awaited = new LinkedHashMap<>();
  private int said;
  private String last = "";

  OtherVoice(Speaker user, Tag tag) {
    this.user = user;
    this.tag = tag;
  }

  /** The request by which another says something more; from now on it may arrive. */
  public HttpCall speak() {
    said++;
    last = tag.mark(user.talk().further(said).text(), FIRST_MARK + said);
    user.ledger().spoken(last);
    awaited.put(last, System.nanoTime());
    user.note("another speaks");
    return user.dialect().othersRequest("o-" + user.number() + "-" + said, last);
  }

  /** The backend took in what was said last. */
  public void accepted() {
    user.ledger().accepted(last);
    user.runContext().recorder().event(RunEvent.OTHER_SPOKE);
  }

  /**
   * The backend did not take in what was said last; it may arrive all the same.
   *
   * @param cause such as {@code status 503}
   */
  public void refused(String cause) {
    awaited.remove(last);
    user.note("✗ another was not heard: " + cause);
    user.runContext().recorder().event(RunEvent.OTHER_REFUSED, cause);
  }

  /**
   * Something that others said has arrived.
   *
   * @param now an instant of the monotonic clock
   * @param listening since when the user could hear it
   */
  void heard(String text, long now, long listening) {
    Long spoken = awaited.remove(text);
    if (spoken != null) {
      user.record(Phase.DELIVERY, Math.max(spoken, listening), now);
    }
  }

  /** Whether all has arrived that must, as far as the backend claims to keep it. */
  public boolean isHeard(boolean resumed) {
    boolean keeps =
        user.runContext().dialect().deliveries().filter(DeliveryClaims::keeps).isPresent();
    return (keeps && resumed) ? awaited.isEmpty() : !awaited.containsKey(last);
  }

  /** The user has waited in vain, on an open connection: what was said last is missed. */
  public void giveUp() {
    if (awaited.containsKey(last)) {
      user.ledger().unheard(last);
      user.note("✗ what another said did not come");
    }
    forget();
  }

  /** Nothing that was said so far is waited for any longer. */
  void forget() {
    awaited.clear();
  }
}
