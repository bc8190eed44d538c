package dev.holdfast.user;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server said on the way back: instants of the monotonic clock at which each part came,
 * and whether it is all that its client waits for.
 */
final class Restore {

  static final long UNSET = Long.MIN_VALUE;

  private final Set<Capability> told;
  private final List<ServerEvent> events = new ArrayList<>();
  private long greeted = UNSET;
  private long asked = UNSET;
  private long historyCame = UNSET;
  private long contextCame = UNSET;
  private long checkCame = UNSET;
  private ServerEvent.@Nullable Checked checked;
  private boolean stranger;
  private boolean resumed = true;
  private boolean statusCame;
  private boolean checkSuffices;
  private boolean checkAsked;

  /**
   * Nothing yet.
   *
   * @param told what the backend can tell: what it cannot is not waited for
   */
  Restore(Set<Capability> told) {
    this.told = told;
  }

  /**
   * The next attempt after a connection that was lost as well: what it brought counts for nothing,
   * but for what others said.
   */
  Restore anew() {
    Restore next = new Restore(told);
    // What others said has arrived all the same: no server sends it again to who has it.
    events.stream().filter(ServerEvent.Notified.class::isInstance).forEach(next.events::add);
    return next;
  }

  /** Takes in what the server said; true if it is its greeting. */
  boolean heard(ServerEvent event, long now) {
    events.add(event);
    // Of several greetings the last tells that, as it does to the oracle.
    resumed = event instanceof ServerEvent.Established last ? last.contextAvailable() : resumed;
    if (event instanceof ServerEvent.Established established && greeted == UNSET) {
      greeted = now;
      stranger = !established.recognised();
      return true;
    }
    if (event instanceof ServerEvent.Status) {
      statusCame = true;
    } else if (event instanceof ServerEvent.History && historyCame == UNSET) {
      historyCame = now;
    } else if (event instanceof ServerEvent.Context && contextCame == UNSET) {
      contextCame = now;
    } else if (event instanceof ServerEvent.Checked came) {
      checkCame = now;
      checked = came;
    }
    return false;
  }

  List<ServerEvent> events() {
    return events;
  }

  void asked(long now) {
    asked = now;
  }

  void checkAsked() {
    checkAsked = true;
  }

  void checkSuffices() {
    checkSuffices = true;
  }

  ServerEvent.@Nullable Checked checked() {
    return checked;
  }

  long greetedAt() {
    return greeted;
  }

  long askedAt() {
    return asked;
  }

  long historyCameAt() {
    return historyCame;
  }

  long contextCameAt() {
    return contextCame;
  }

  boolean isResumed() {
    return resumed;
  }

  boolean isGreeted() {
    return greeted != UNSET;
  }

  /** Whether the server said, in the dialect's words, that it refuses something. */
  boolean isRefused() {
    return events.stream().anyMatch(ServerEvent.Refused.class::isInstance);
  }

  boolean hasHistory() {
    return historyCame != UNSET;
  }

  boolean hasContext() {
    return contextCame != UNSET;
  }

  /** Greeted, and told what was kept; a stranger is told nothing. */
  boolean isWelcomed() {
    return isGreeted() && (statusCame || stranger || !told.contains(Capability.STATUS));
  }

  boolean isFetched() {
    boolean history = told.contains(Capability.HISTORY);
    boolean context = told.contains(Capability.CONTEXT);
    return (history || context || isGreeted())
        && (hasHistory() || !history)
        && (hasContext() || !context);
  }

  /** History and context came, or a check that stands for them. */
  boolean isRestored() {
    return isFetched() || checkSuffices;
  }

  /** Restored, and checked where that was asked for. */
  boolean isComplete() {
    return isRestored() && !(checkAsked && checked == null);
  }

  /** Whether one reply at most is still to come, in whatever order the server answers. */
  boolean isNearlyComplete() {
    return isRestored() || (checked != null && (hasHistory() || hasContext()));
  }

  /**
   * When the client had what it came for, which is its greeting where the backend tells no parts. A
   * check beside the parts only vouches for them.
   */
  long completedAt() {
    long parts = Math.max(historyCame, contextCame);
    return isFetched() ? (parts == UNSET ? greeted : parts) : checkCame;
  }
}
