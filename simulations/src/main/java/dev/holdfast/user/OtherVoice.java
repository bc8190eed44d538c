package dev.holdfast.user;

import dev.holdfast.continuity.model.Tag;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** What another says in a virtual user's session, and whether it has arrived there. */
public final class OtherVoice {

  /** Marks of what others say are numbered from here: their own texts never come so far. */
  private static final int FIRST_MARK = 500_000_000;

  /**
   * Something that another says.
   *
   * @param id unique in the run
   */
  public record Said(String id, String text) {}

  private final Speaker user;
  private final Tag tag;
  private final String run;
  private final Map<String, Long> awaited = new LinkedHashMap<>();
  private int said;
  private String last = "";

  /**
   * A voice that has said nothing.
   *
   * @param run of this run alone
   */
  OtherVoice(Speaker user, Tag tag, String run) {
    this.user = user;
    this.tag = tag;
    this.run = run;
  }

  /**
   * What another says next; from now on it may arrive.
   *
   * @param away whether the user is away
   */
  public Said speak(boolean away) {
    said++;
    last = tag.mark(user.talk().further(said).text(), FIRST_MARK + said);
    user.ledger().spoken(last, away);
    awaited.put(last, System.nanoTime());
    user.note("another speaks");
    // Of this run alone, as the user's own: a target may keep what it knew of an earlier one.
    return new Said("o-" + user.number() + "-" + said + "-" + run, last);
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

  /** Whether what was said last has arrived. */
  public boolean isLastHeard() {
    return !awaited.containsKey(last);
  }

  /** How much of what was said has not arrived. */
  public int unheard() {
    return awaited.size();
  }

  /** The user has waited in vain, on an open connection, for what was said last: it is missed. */
  public void missLast() {
    if (!isLastHeard()) {
      user.ledger().unheard(last);
      user.note("✗ what another said did not come");
    }
  }

  /** Nothing that was said so far is waited for any longer. */
  public void forget() {
    awaited.clear();
  }
}
