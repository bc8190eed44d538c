package dev.holdfast.user;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.continuity.model.Reconnection.Takeover;
import dev.holdfast.continuity.model.Reconnection.Whereabouts;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.DialectSession;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One planned return while it happens: instants of the monotonic clock, and what the server said.
 *
 * <p>Used by its virtual user's event loop only.
 */
public final class ReturnAttempt {

  private static final long UNSET = Restore.UNSET;

  private final PlannedReturn planned;
  private final int cycle;
  private final boolean agentIdle;
  private final long lossBegan;
  private long lossDone;
  private long struck;
  private long intended;
  private long due;
  private long ended = UNSET;
  private boolean unforeseen;
  private int attempts;
  private long begun = UNSET;
  private boolean connectionLost;
  private boolean lossKnown;
  private Restore restore;
  private Takeover takeover = Takeover.UNSEEN;
  private Whereabouts whereabouts = Whereabouts.UNKNOWN;
  private Outage outage;
  private @Nullable Admission refusal;
  private @Nullable RefusedHandshake answer;
  private @Nullable DialectSession old;

  /**
   * A return that begins.
   *
   * @param told what the backend can tell: what it cannot is not waited for
   */
  public ReturnAttempt(
      PlannedReturn planned, int cycle, boolean agentIdle, long lossBegan, Set<Capability> told) {
    this.planned = planned;
    this.cycle = cycle;
    this.agentIdle = agentIdle;
    this.restore = new Restore(told);
    this.outage = planned.loss().outage();
    this.lossBegan = lossBegan;
    this.lossDone = lossBegan;
    this.struck = lossBegan;
    this.intended = lossBegan + planned.gap().toNanos();
    this.due = intended;
  }

  /** What was planned of it. */
  public PlannedReturn planned() {
    return planned;
  }

  int cycle() {
    return cycle;
  }

  /** When its first attempt, or the one that counts, was meant to begin. */
  public long intended() {
    return intended;
  }

  /** That of the backend has ended; nothing more is known where that is nothing. */
  void follows(Outage ended) {
    outage = ended == Outage.NONE ? outage : ended;
  }

  /** When the connection was really lost, as far as is known. */
  long struckAt() {
    return struck;
  }

  /** Whether the loss came over the client, rather than by its own doing. */
  boolean isUnforeseen() {
    return unforeseen;
  }

  /** When the last attempt was refused, or the return given up; only then. */
  long endedAt() {
    return ended;
  }

  /** Whether the old connection is gone: until then, all that comes was said on that one. */
  boolean isConnectionLost() {
    return connectionLost;
  }

  /** When the client knew of the loss. */
  public long lostAt() {
    return lossDone;
  }

  /** When the first attempt was due. */
  long dueAt() {
    return due;
  }

  /** How many attempts were made. */
  public int attempts() {
    return attempts;
  }

  boolean isFirstAttempt() {
    return begun == UNSET;
  }

  /** When the latest attempt began. */
  public long begunAt() {
    return begun;
  }

  /** When the server greeted; only then. */
  public long greetedAt() {
    return restore.greetedAt();
  }

  /** What came back so far. */
  Restore restored() {
    return restore;
  }

  /**
   * The connection is gone.
   *
   * @param serverKnows whether the server has agreed to the end, and so seen it by now
   */
  void lost(long now, boolean serverKnows) {
    connectionLost = true;
    lossDone = now;
    lossKnown = serverKnows;
    intended = now + planned.gap().toNanos();
    due = intended;
  }

  /**
   * The client has noticed a loss that it did not bring about; the server may have noticed at any
   * time since, or not at all.
   *
   * @param effect when the connection was lost; not before the client last knew it alive
   */
  void noticed(long effect, long now) {
    lost(now, false);
    unforeseen = true;
    struck = Math.max(lossBegan, Math.min(effect, now));
  }

  /** The client will wait so much longer before its first attempt. */
  public void postpone(Duration wait) {
    intended += wait.toNanos();
    due = intended;
  }

  /** The client could not begin before then, because the server asked it to wait, or its plan. */
  public void heldUpUntil(long instant) {
    intended = Math.max(intended, instant);
    due = intended;
  }

  /**
   * An attempt begins. A client that sets out before its intended instant, for Gatling makes good
   * by shorter pauses what it was late before, is timed from then. Where an earlier one met an
   * obstacle that was not the backend's, the client has backed off: the backend's time counts from
   * this attempt.
   */
  public void beginAttempt(long now) {
    intended = begun == UNSET ? Math.min(intended, now) : now;
    begun = now;
    attempts++;
    refusal = null;
    answer = null;
  }

  /**
   * What an attempt brought before its connection was lost as well counts for nothing, but for what
   * others said; since when the server takes its client for gone is then not known.
   */
  public void beginAnew() {
    restore = restore.anew();
    lossKnown = false;
  }

  /** The context is asked for, now. */
  public void askedForAll(long now) {
    restore.asked(now);
  }

  /** The check is asked for as well: from now on it is owed. */
  public void askedForCheck() {
    restore.checkAsked();
  }

  /**
   * Something came of the server while the user was coming back.
   *
   * @param now on the monotonic clock, in nanoseconds
   */
  public void heard(ServerEvent event, long now) {
    if (restore.heard(event, now)) {
      // It was let in after all, later than the client's patience: late, then, and not refused.
      refusal = null;
      ended = UNSET;
    }
  }

  void refused(Admission how, long now) {
    refusal = how;
    ended = now;
  }

  /** The server refused the upgrade, and may ask its client to come again. */
  public void answeredBy(RefusedHandshake refused) {
    answer = refused;
  }

  /** The answer by which the last attempt was asked to come again; null if it was not. */
  public @Nullable RefusedHandshake busy() {
    return answer != null && answer.isBusy() ? answer : null;
  }

  /** The connection that it has stays open, and that is who speaks on it. */
  public void leaves(DialectSession speaker) {
    old = speaker;
  }

  /** Who speaks on the connection that was left open. */
  public DialectSession old() {
    return Objects.requireNonNull(old, "no connection was left open");
  }

  void oldConnectionServed() {
    takeover = Takeover.BOTH_SERVED;
  }

  /** Two connections raced for the session meanwhile, and that became of the one that lost. */
  public void wasRacedFor(Takeover outcome) {
    takeover = outcome;
    lossKnown = false;
  }

  /**
   * Where the attempt comes from. Only the first one tells the server anything new.
   *
   * @param before where the server saw the client last; null if that is not known
   */
  void comesFrom(@Nullable Place before, Place now) {
    if (before == null || attempts > 1) {
      whereabouts = Whereabouts.UNKNOWN;
    } else {
      whereabouts = before.equals(now) ? Whereabouts.SAME : Whereabouts.ELSEWHERE;
    }
  }

  /** Since when its user can hear what others say: once it is greeted. */
  long listeningSince(long now) {
    return isGreeted() ? restore.greetedAt() : now;
  }

  /** Whether the server resumed the session, as far as it tells. */
  public boolean isResumed() {
    return restore.isResumed();
  }

  /** Whether the server has greeted. */
  public boolean isGreeted() {
    return restore.isGreeted();
  }

  /** Greeted, and told what was kept; a stranger is told nothing. */
  public boolean isWelcomed() {
    return restore.isWelcomed();
  }

  /** Restored, and checked where that was asked for. */
  public boolean isComplete() {
    return restore.isComplete();
  }

  /** Whether one reply at most is still to come, in whatever order the server answers. */
  public boolean isNearlyComplete() {
    return restore.isNearlyComplete();
  }

  /** The answer to the cheap check; null while there is none. */
  public ServerEvent.@Nullable Checked checked() {
    return restore.checked();
  }

  /** The check agrees with what is owed, and so stands for the parts. */
  public void checkSuffices() {
    restore.checkSuffices();
  }

  /**
   * All of it, for the oracle.
   *
   * @param now when it was given up, where it did not complete
   * @param patience counts as its restore, where it did not complete
   * @param noticedWithin how long the server may take to notice a loss that it agreed to
   */
  Reconnection asReconnection(long now, Duration patience, Duration noticedWithin) {
    ended = ended == UNSET ? now : ended;
    return new Reconnection(
        cycle,
        planned.entitled(),
        agentIdle,
        gap(now, noticedWithin),
        admission(),
        restore.events(),
        restore(patience),
        takeover,
        whereabouts,
        mayBeGone() ? outage : Outage.NONE);
  }

  /** A refusal says that a session has gone only where the server itself gave that answer. */
  private boolean mayBeGone() {
    return refusal == null
        || refusal.kind() != Admission.Kind.REFUSED
        || (answer != null && answer.maySayGone())
        || restore.isRefused();
  }

  private Gap gap(long now, Duration noticedWithin) {
    return new Absence(lossBegan, lossDone, lossKnown)
        .until(begun == UNSET ? now : begun, listeningSince(now), noticedWithin);
  }

  Duration restore(Duration patience) {
    return restore.isRestored()
        ? Duration.ofNanos(Math.max(0, restore.completedAt() - intended))
        : patience;
  }

  /** What came beside the new connection proves nothing: it carries nothing itself. */
  public void connectionIsDead(String how) {
    refusal = Admission.noAnswer(how);
    ended = System.nanoTime();
  }

  private Admission admission() {
    if (refusal != null) {
      return refusal;
    }
    if (!isGreeted()) {
      return Admission.noAnswer(begun == UNSET ? "no attempt was made" : "no greeting");
    }
    if (isComplete() || !planned.entitled()) {
      return Admission.admitted();
    }
    return Admission.noAnswer(
        restore.isRestored()
            ? "the context check was not answered"
            : "the restore did not complete");
  }
}
