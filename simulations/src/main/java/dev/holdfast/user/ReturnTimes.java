package dev.holdfast.user;

import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.JudgedReturn.Timing;
import dev.holdfast.measure.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each part of a return took that has come to its end. */
final class ReturnTimes {

  private static final long NANOS_A_MICRO = 1_000;

  private final ReturnAttempt ended;
  private final Restore restored;
  private final Cohorts cohorts;
  private final List<Timing> times = new ArrayList<>();

  /**
   * Of a return.
   *
   * @param cohorts whose histograms its times belong in
   */
  ReturnTimes(ReturnAttempt ended, Cohorts cohorts) {
    this.ended = ended;
    this.restored = ended.restored();
    this.cohorts = cohorts;
  }

  /**
   * All of them.
   *
   * @param patience counts as the restore, where it did not complete
   */
  List<Timing> all(Duration patience) {
    if (!ended.planned().entitled()) {
      between(Phase.REFUSAL, ended.begunAt(), ended.endedAt());
      return times;
    }
    before();
    took(Phase.RESTORE, ended.restore(patience).toNanos());
    if (ended.isGreeted()) {
      between(Phase.CONNECT, ended.intended(), ended.greetedAt());
      between(Phase.HANDSHAKE, ended.begunAt(), ended.greetedAt());
    } else {
      took(Phase.CONNECT, patience.toNanos());
    }
    if (restored.isFetched() && restored.hasHistory()) {
      between(Phase.HISTORY, restored.askedAt(), restored.historyCameAt());
    }
    if (restored.isFetched() && restored.hasContext()) {
      between(Phase.CONTEXT, restored.askedAt(), restored.contextCameAt());
    }
    return times;
  }

  /** What lay between the loss and the attempt that succeeded, where the client did not mean it. */
  private void before() {
    if (ended.attempts() > 1) {
      between(Phase.BACK_OFF, ended.dueAt(), ended.begunAt());
    }
    if (!ended.isUnforeseen()) {
      return;
    }
    between(Phase.DETECTION, ended.struckAt(), ended.lostAt());
    between(Phase.OFFLINE, ended.lostAt(), ended.dueAt());
    between(
        Phase.ABSENCE,
        ended.struckAt(),
        restored.isRestored() ? restored.completedAt() : ended.endedAt());
  }

  private void between(Phase phase, long from, long to) {
    took(phase, to - from);
  }

  private void took(Phase phase, long nanos) {
    times.add(new Timing(phase, cohorts, Math.max(0, nanos) / NANOS_A_MICRO));
  }
}
