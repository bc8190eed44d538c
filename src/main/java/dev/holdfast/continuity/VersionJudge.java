package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.owed.ForgivenVersions;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.RestoredContext;
import dev.holdfast.continuity.owed.ToldVersions;

/** Compares the versions that a server tells with the highest that it told before. */
final class VersionJudge {

  private final Findings faults = new Findings();
  private final long highest;
  private final ToldVersions told;
  private final boolean wrong;

  /**
   * Judges the versions of one reconnection.
   *
   * @param owed knows the highest version that the client had seen, and what was reported last
   * @param settled whether nothing could be committed while the parts were fetched
   */
  VersionJudge(LedgerState owed, RestoredContext restored, boolean settled) {
    this.told = ToldVersions.of(restored);
    this.highest = Math.max(owed.version(), told.greeting());
    if (older(told.greeting())) {
      stale("greeting", told.greeting());
    }
    if (older(told.checked())) {
      stale("check", told.checked());
    }
    parts(settled);
    this.wrong = !faults.isEmpty();
    if (new ForgivenVersions(owed.version(), told).equals(owed.forgivenVersions())) {
      faults.clear();
    }
  }

  /** What was not reported before. */
  Findings faults() {
    return faults;
  }

  /** Whether the versions are wrong, reported before or not. */
  boolean wrong() {
    return wrong;
  }

  ToldVersions told() {
    return told;
  }

  /** The version of the history if it is an older one; what came later is not missed in it. */
  long historyAsOf() {
    return older(told.history()) ? told.history() : Long.MAX_VALUE;
  }

  /** The version of the context if it is an older one. */
  long contextAsOf() {
    return older(told.context()) ? told.context() : Long.MAX_VALUE;
  }

  private void parts(boolean settled) {
    long history = told.history();
    long context = told.context();
    boolean bothTold = history >= 0 && context >= 0;
    boolean oneIsOlder = older(history) != older(context);
    boolean bothAreOlder = older(history) && older(context);
    if (bothAreOlder || (oneIsOlder && !bothTold)) {
      stale("context", Math.max(history, context));
    }
    boolean differ = bothTold && history != context;
    if (differ && (settled || oneIsOlder || bothAreOlder)) {
      faults.add(
          Anomaly.TORN_CONTEXT,
          "one version",
          "history of version " + history + ", context of version " + context);
    }
  }

  private boolean older(long version) {
    return version >= 0 && version < highest;
  }

  private void stale(String part, long version) {
    faults.add(
        Anomaly.STALE_CONTEXT, "version " + highest + " at least", part + " of version " + version);
  }
}
