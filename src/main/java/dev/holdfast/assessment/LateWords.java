package dev.holdfast.assessment;

import dev.holdfast.lateness.Lateness;
import dev.holdfast.lateness.Spans;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the generator's lateness, and what it explains, is told. */
final class LateWords {

  private LateWords() {}

  /** When the generator was late, by how much, and how many returns that met. */
  static String of(Lateness lateness, ValidityRules rules, RunRecord run) {
    if (run.lag().getTotalCount() == 0) {
      return "the generator's event-loop lag was not measured, so latency cannot be attributed to the"
          + " target";
    }
    double pause = lateness.longestPauseMillis();
    String stood =
        pause * 1e6 > rules.maxPause().toNanos()
            ? ", stood still for up to "
                + Wording.millis(pause, rules.maxPause())
                + " where "
                + Wording.duration(rules.maxPause())
                + " is allowed"
            : "";
    return Assessor.LATE
        + Spans.of(lateness.late()).told()
        + " (lag p99 up to "
        + Wording.millis(lateness.worstLagP99Millis(), rules.maxLagP99())
        + " where "
        + Wording.duration(rules.maxLagP99())
        + " is allowed"
        + stood
        + whose(lateness.latestInjectors())
        + "); "
        + Wording.count(lateness.judgedWhileLate())
        + " of "
        + Wording.count(run.total().judged())
        + " returns were judged then";
  }

  private static String whose(Set<Integer> injectors) {
    return switch (injectors.size()) {
      case 0 -> "";
      case 1 -> ", the latest was injector " + injectors.iterator().next();
      default ->
          ", the latest were injectors "
              + injectors.stream().map(String::valueOf).collect(Collectors.joining(", "));
    };
  }

  /**
   * That lateness can explain why an objective is not met; empty if it cannot.
   *
   * @param left the same objective's result without all that lateness can explain; null if there
   *     was nothing left to hold it to
   */
  static Optional<String> explaining(ObjectiveResult result, @Nullable ObjectiveResult left) {
    Status now = left == null ? Status.NOT_MEASURED : left.status();
    boolean explained =
        switch (result.status()) {
          case MISSED -> now != Status.MISSED;
          case NOT_PROVEN -> now == Status.MET;
          case MET, NOT_MEASURED -> false;
        };
    if (!explained) {
      return Optional.empty();
    }
    return Optional.of(
        left == null || now == Status.NOT_MEASURED
            ? "the generator ran late whenever this was measured, which can explain it"
            : "the generator's own lateness can explain it: " + left.measured() + " without it");
  }
}
