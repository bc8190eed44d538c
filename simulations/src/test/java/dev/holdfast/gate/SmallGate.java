package dev.holdfast.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Settings of a gate that is small enough for a test, on a machine that may be slow. */
final class SmallGate {

  private SmallGate() {}

  /** Enough reconnections to prove 95 %, with deadlines that a busy machine meets. */
  static String[] with(String... further) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.users=60",
                "holdfast.duration=20s",
                "holdfast.pace=1s",
                "holdfast.ramp=4s",
                // Once round: whoever stays away for long again and again would outlive all others.
                "holdfast.gaps.most-cycles=6",
                "holdfast.policy.brief-deadline=4s",
                "holdfast.policy.medium-deadline=4s",
                "holdfast.objectives.continuity=0.95",
                "holdfast.objectives.connect-mean=4s",
                "holdfast.objectives.connect-max=5s",
                "holdfast.objectives.restore-p999=5s",
                "holdfast.objectives.place-floor=2s",
                "holdfast.objectives.cycle-floor=2s",
                "holdfast.generator.event-loop-lag-p99=5s",
                "holdfast.generator.gc-pause-max=5s",
                "holdfast.generator.achieved=0.5"));
    settings.addAll(Arrays.asList(further));
    return settings.toArray(String[]::new);
  }
}
