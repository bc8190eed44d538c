package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Part;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.RestoredContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a reconnection: compares all that it showed with what the server owed.
 *
 * <p>Pure: the same ledger and reconnection have the same judgement, and judging changes neither.
 * The rules are in {@code docs/oracle.md}. Immutable, and safe for many threads; a ledger is not.
 */
public final class Oracle {

  private static final Set<Anomaly> LOSSES =
      Arrays.stream(Anomaly.values()).filter(Anomaly::isLoss).collect(Collectors.toSet());

  /** The same where nobody was deaf but on the connection that was lost. */
  private static final Set<Anomaly> LOSSES_AND_DEAF =
      Stream.concat(LOSSES.stream(), Stream.of(Anomaly.DEAF)).collect(Collectors.toSet());

  private final ContinuityPolicy policy;
  private final @Nullable Digests digests;
  private final Set<Part> parts;
  private final @Nullable DeliveryClaims deliveries;
  private final Set<Outage> survived;

  /** An oracle that holds servers to these promises, and looks at parts alone, never at digests. */
  public Oracle(ContinuityPolicy policy) {
    this(policy, null);
  }

  /**
   * An oracle that judges the cheap check too: alone where only it was asked for, and against the
   * parts where these came as well.
   *
   * @param digests how the backend forms them; null to look at parts alone
   */
  public Oracle(ContinuityPolicy policy, @Nullable Digests digests) {
    this(policy, digests, EnumSet.allOf(Part.class));
  }

  /**
   * The same for a backend that tells some parts only: what it does not tell is not owed.
   *
   * @param parts that it tells
   */
  public Oracle(ContinuityPolicy policy, @Nullable Digests digests, Set<Part> parts) {
    this(policy, digests, parts, null);
  }

  /**
   * The same for a backend in whose sessions others speak.
   *
   * @param deliveries what it promises of that; null where nobody else speaks
   */
  public Oracle(
      ContinuityPolicy policy,
      @Nullable Digests digests,
      Set<Part> parts,
      @Nullable DeliveryClaims deliveries) {
    this(policy, digests, parts, deliveries, EnumSet.allOf(Outage.class));
  }

  /**
   * The same for a backend that does not outlive all that may end of it.
   *
   * @param survived what it claims to outlive: what is lost with anything else is excused
   */
  public Oracle(
      ContinuityPolicy policy,
      @Nullable Digests digests,
      Set<Part> parts,
      @Nullable DeliveryClaims deliveries,
      Set<Outage> survived) {
    this.policy = policy;
    this.digests = digests;
    this.parts = Set.copyOf(parts);
    this.deliveries = deliveries;
    this.survived = Set.copyOf(survived);
  }

  /**
   * The judgement of a reconnection. Where the gap may be of two classes, it is kept if it is kept
   * under either; if under neither, the reading with fewer anomalies is told, and of two with as
   * many that of the class which the server itself named.
   */
  public Judgement judge(Ledger owed, Reconnection came) {
    Judgement best = null;
    for (GapClass gapClass : policy.classesOf(came.gap())) {
      Judgement judgement = judge(owed.state(), came, gapClass);
      if (best == null || better(judgement, best, came)) {
        best = judgement;
      }
    }
    if (best == null) {
      throw new IllegalStateException("a gap is of one class at least, got none: " + came.gap());
    }
    return best;
  }

  private Judgement judge(LedgerState owed, Reconnection came, GapClass gapClass) {
    Findings findings = new Findings();
    Outcome outcome = outcome(owed, came, gapClass, findings);
    // Where the new connection was refused, the old one is the session's only one.
    if (came.greeted()) {
      takeover(came.takeover(), findings);
    }
    unreadable(owed, came, findings);
    findings.addAll(owed.live());
    List<Finding> excused = excused(owed, came, findings);
    Outcome kept = outcome == Outcome.PRESERVED && !excused.isEmpty() ? Outcome.DEGRADED : outcome;
    return new Judgement(
        findings.isEmpty() ? kept : Outcome.BROKEN, gapClass, findings.list(), excused);
  }

  /** Takes out of the findings what went with a part of the backend, where that may be. */
  private List<Finding> excused(LedgerState owed, Reconnection came, Findings findings) {
    if (came.outage() == Outage.NONE || survived.contains(came.outage())) {
      return List.of();
    }
    Set<Anomaly> losses = owed.deliveries().isHeardSinceLoss() ? LOSSES_AND_DEAF : LOSSES;
    List<Finding> lost =
        findings.list().stream().filter(each -> losses.contains(each.anomaly())).toList();
    findings.suppress(losses);
    return lost;
  }

  private static void takeover(Reconnection.Takeover takeover, Findings findings) {
    switch (takeover) {
      case BOTH_SERVED ->
          findings.add(
              Anomaly.SPLIT_SESSION, "one connection served", "the old one answered after the new");
      case UNEXPLAINED ->
          findings.add(
              Anomaly.SPLIT_SESSION,
              "the old connection closed as taken over",
              "its client was not told that another has the session");
      case NEITHER_SERVED ->
          findings.add(
              Anomaly.NO_ANSWER, "one of two connections served", "neither answered any more");
      case TOLD, UNSEEN -> {
        // As it must be, or not known.
      }
    }
  }

  private Outcome outcome(
      LedgerState owed, Reconnection came, GapClass gapClass, Findings findings) {
    Admission admission = came.admission();
    if (admission.kind() == Admission.Kind.REFUSED) {
      if (came.entitled()) {
        findings.add(Anomaly.BLOCKED, "to be let in", admission.detail());
      }
      return Outcome.EXPIRED;
    }
    if (came.entitled()) {
      AdmittedJudge judge = new AdmittedJudge(policy, digests, parts, owed, came, gapClass);
      Outcome outcome = judge.judge();
      findings.addAll(judge.findings());
      if (deliveries != null && DeliveryJudge.judges(came)) {
        new DeliveryJudge(deliveries, owed.deliveries(), came, findings)
            .judge(RestoredContext.of(came.events()));
      }
      return outcome;
    }
    if (admission.kind() == Admission.Kind.ADMITTED) {
      findings.add(Anomaly.ADMITTED, "to be refused", "let in");
    } else {
      findings.add(Anomaly.NO_ANSWER, "to be refused", admission.detail());
    }
    return Outcome.EXPIRED;
  }

  /** A frame that cannot be read is no answer where one was due; elsewhere nothing hangs on it. */
  private static void unreadable(LedgerState owed, Reconnection came, Findings findings) {
    boolean due =
        came.entitled()
            && (came.admission().kind() == Admission.Kind.NO_ANSWER
                || !came.agentIdle()
                || owed.awaitsAnswer());
    for (ServerEvent event : came.events()) {
      if (due && event instanceof ServerEvent.Unreadable unreadable) {
        findings.add(Anomaly.NO_ANSWER, "an answer that can be read", unreadable.reason());
      }
    }
  }

  private static boolean better(Judgement one, Judgement other, Reconnection came) {
    if (one.kept() != other.kept()) {
      return one.kept();
    }
    if (one.anomalies().size() != other.anomalies().size()) {
      return one.anomalies().size() < other.anomalies().size();
    }
    return named(one.gapClass(), came) && !named(other.gapClass(), came);
  }

  private static boolean named(GapClass gapClass, Reconnection came) {
    return came.events().stream()
        .anyMatch(each -> each instanceof ServerEvent.Status told && told.gapClass() == gapClass);
  }
}
