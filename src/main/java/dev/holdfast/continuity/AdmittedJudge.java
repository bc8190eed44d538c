package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Part;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.RestoredContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges, under one class of gap, what a session got that was rightly let in. */
final class AdmittedJudge {

  /** What follows when another context than the owed one was restored, for whatever reason. */
  private static final Set<Anomaly> CONSEQUENCES = Anomaly.ofKinds(AdmittedJudge::follows);

  private final ContinuityPolicy policy;
  private final @Nullable Digests digests;
  private final Set<Part> toldParts;
  private final LedgerState owed;
  private final Reconnection came;
  private final GapClass gapClass;
  private final RestoredContext restored;
  private final Findings findings = new Findings();
  private boolean degraded;

  AdmittedJudge(
      ContinuityPolicy policy,
      @Nullable Digests digests,
      Set<Part> toldParts,
      LedgerState owed,
      Reconnection came,
      GapClass gapClass) {
    this.policy = policy;
    this.digests = digests;
    this.toldParts = toldParts;
    this.owed = owed;
    this.came = came;
    this.gapClass = gapClass;
    this.restored = RestoredContext.of(came.events());
  }

  /** Judges, and says which outcome it is if nothing was found. */
  Outcome judge() {
    boolean silent = came.admission().kind() == Admission.Kind.NO_ANSWER;
    if (silent) {
      findings.add(Anomaly.NO_ANSWER, "an answer", came.admission().detail());
    }
    MarkJudge marks = new MarkJudge(owed, findings);
    came.events().forEach(marks::judge);
    if (gapClass == GapClass.EXTENDED) {
      findings.addAll(new ExpiryJudge(restored, silent).faults());
      parts();
      expired();
      return Outcome.EXPIRED;
    }
    greeting();
    status();
    parts();
    late();
    PushJudge pushes = new PushJudge(owed, lossAnnounced(), findings);
    came.events().forEach(pushes::judge);
    int lost = content();
    if (restored.context() != null) {
      owed.origin().judge(restored.context().origin(), findings);
    }
    if (digests != null) {
      boolean settled = came.agentIdle() && owed.idle() && !owed.messages().anyInFlight();
      new CheckJudge(digests, owed, findings).judge(restored, settled);
    }
    if (findings.has(Anomaly.FOREIGN_CONTEXT)
        || findings.has(Anomaly.SESSION_NOT_RECOGNISED)
        || findings.has(Anomaly.BLOCKED)
        || findings.has(Anomaly.EXPIRED_EARLY)
        || findings.has(Anomaly.NOT_EXPIRED)) {
      findings.suppress(CONSEQUENCES);
    } else {
      statements(lost);
    }
    return degraded ? Outcome.DEGRADED : Outcome.PRESERVED;
  }

  Findings findings() {
    return findings;
  }

  private void greeting() {
    ServerEvent.Established greeting = restored.greeting();
    if (restored.context() != null) {
      ofSession(restored.context().sessionId());
    }
    if (greeting == null) {
      return;
    }
    ofSession(greeting.sessionId());
    if (!greeting.recognised()) {
      findings.add(Anomaly.SESSION_NOT_RECOGNISED, "a known session", "greeted as a stranger");
    } else if (restored.checked() != null && !restored.checked().recognised()) {
      findings.add(Anomaly.SESSION_NOT_RECOGNISED, "a known session", "checked as a stranger");
    }
    if (!greeting.securityPassed()) {
      findings.add(Anomaly.BLOCKED, "security checks passed", "security checks failed");
    }
  }

  private void ofSession(String session) {
    if (!owed.isOf(session)) {
      findings.add(Anomaly.FOREIGN_CONTEXT, "session " + owed.sessionId(), "session " + session);
    }
  }

  private void status() {
    ServerEvent.Status status = restored.status();
    if (status != null && (status.expired() || status.cleanSessionStarted())) {
      findings.add(
          Anomaly.EXPIRED_EARLY,
          "the context after a " + gapClass.id() + " gap",
          "told that it expired");
    }
  }

  private void parts() {
    boolean checkedInstead =
        gapClass != GapClass.EXTENDED
            && digests != null
            && new CheckJudge(digests, owed, findings).standsForParts(restored);
    if (!restored.has(toldParts) && !checkedInstead && !findings.has(Anomaly.NO_ANSWER)) {
      findings.add(
          Anomaly.NO_ANSWER,
          toldParts.size() == 1 ? nameOf(toldParts.iterator().next()) : "history and context",
          (restored.history() == null ? "no history" : "a history")
              + ", "
              + (restored.context() == null ? "no context" : "a context"));
    }
  }

  private static String nameOf(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  /** What is told of a clean context must fit it, too. */
  private void expired() {
    if (digests != null) {
      new CheckJudge(digests, owed, findings).besideParts(restored, true);
    }
    if (restored.context() != null) {
      owed.origin().judgeUser(restored.context().origin(), findings);
    }
    if (!findings.has(Anomaly.NOT_EXPIRED)) {
      statements(0);
    }
  }

  private void late() {
    Duration deadline = policy.deadline(gapClass);
    if (!findings.has(Anomaly.NO_ANSWER) && came.restore().compareTo(deadline) > 0) {
      findings.add(
          Anomaly.LATE_RESTORE,
          "within " + deadline.toMillis() + " ms",
          "after " + millisUp(came.restore()) + " ms");
    }
  }

  /** Rounded up, so that what is late never reads as if it were in time. */
  private static long millisUp(Duration time) {
    return time.plusNanos(999_999).toMillis();
  }

  /** What the server says of the return, where the context that was restored is the owed one. */
  private void statements(int lost) {
    StatementJudge statements = new StatementJudge(owed, came, restored, toldParts, findings);
    statements.gap(policy.classesOf(came.gap()));
    if (findings.isEmpty() || CONSEQUENCES.stream().noneMatch(findings::has)) {
      // Where more is gone than the server knows of, that is what is wrong.
      statements.share(gapClass, lost);
    }
    statements.place();
  }

  /** Judges the parts that came, and says how many of the items that are owed did not. */
  private int content() {
    boolean medium = gapClass == GapClass.MEDIUM;
    boolean given = lossAnnounced();
    ContentJudge content =
        new ContentJudge(owed, !came.agentIdle() || !owed.idle(), medium || given);
    content.judge(restored);
    findings.addAll(content.faults());
    if (content.lost() == 0) {
      return 0;
    }
    if (given && allowed(content.lost(), content.lost())) {
      degraded = true;
      findings.addAll(content.outOfTurn());
    } else if (given && content.oldest() > 0 && allowed(content.oldest(), content.lost())) {
      // The announced loss is within the share: only what else is gone is wrong.
      findings.addAll(content.otherLosses());
    } else {
      findings.addAll(content.losses());
    }
    return content.lost();
  }

  private boolean lossAnnounced() {
    return (gapClass == GapClass.MEDIUM && restored.warned()) || announcedBefore();
  }

  /** Whether a loss that was announced earlier had no history yet in which it showed. */
  private boolean announcedBefore() {
    Gap gap = owed.unseenLoss();
    return gap != null && policy.classesOf(gap).contains(GapClass.MEDIUM);
  }

  private boolean allowed(int givenUp, int lost) {
    ServerEvent.History history = restored.history();
    ServerEvent.Context context = restored.context();
    int items = lost;
    // What a working agent added was among the items that the server took its share of.
    items += history == null ? 0 : history.messages().size();
    items += context == null ? 0 : context.memory().size() + context.toolCalls().size();
    // A share such as 0.95 of 20 must not fail on the last bit of a double.
    return items - givenUp + 1e-9 >= policy.mediumShare() * items;
  }

  private static boolean follows(Anomaly.Kind kind) {
    return switch (kind) {
      case ITEM_GONE, STATE_GONE, OTHER_VERSION -> true;
      case ITEM_HARMED, OTHER_USER, STRANGER, GIVEN_UP, OUTLIVED, NOT_KEPT_OUT, CONNECTION, TIME ->
          false;
    };
  }
}
