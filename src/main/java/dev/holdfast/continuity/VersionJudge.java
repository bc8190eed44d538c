package dev.holdfast.continuity;

/** Compares the versions that a server tells with the highest that it told before. */
final class VersionJudge {

  private final Findings faults = new Findings();
  private final long highest;
  private final long history;
  private final long context;

  /**
   * Judges the versions of one reconnection.
   *
   * @param seen the highest version that the client had seen; -1 if none
   * @param settled whether nothing could be committed while the parts were fetched
   */
  VersionJudge(long seen, RestoredContext restored, boolean settled) {
    long greeting = restored.greeting() == null ? -1 : restored.greeting().version();
    this.highest = Math.max(seen, greeting);
    this.history = restored.history() == null ? -1 : restored.history().version();
    this.context = restored.context() == null ? -1 : restored.context().version();
    if (older(greeting)) {
      stale("greeting", greeting);
    }
    if (restored.checked() != null && older(restored.checked().version())) {
      stale("check", restored.checked().version());
    }
    parts(settled);
  }

  Findings faults() {
    return faults;
  }

  /** The version of the history if it is an older one; what came later is not missed in it. */
  long historyAsOf() {
    return older(history) ? history : Long.MAX_VALUE;
  }

  /** The version of the context if it is an older one. */
  long contextAsOf() {
    return older(context) ? context : Long.MAX_VALUE;
  }

  private void parts(boolean settled) {
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
