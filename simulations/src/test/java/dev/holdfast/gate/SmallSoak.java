package dev.holdfast.gate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings of a soak that is small enough for a test, on a machine that may be slow. */
final class SmallSoak {

  private SmallSoak() {}

  /** As the small gate, with observations so often that a few seconds show a trend. */
  static String[] with(String... further) {
    Map<String, String> settings = new LinkedHashMap<>();
    put(
        settings,
        List.of(
            SmallGate.with(
                "holdfast.ramp=2s",
                "holdfast.soak.warm-up=3s",
                "holdfast.users=120",
                "holdfast.pace=600ms",
                "holdfast.soak.cycles=8",
                "holdfast.soak.window-p99=4s",
                "holdfast.soak.collect-every=0s",
                "holdfast.soak.drift.step-share=1",
                "holdfast.soak.drift.latency=5s",
                "holdfast.soak.drift.latency-floor=1s",
                "holdfast.soak.drift.memory-bytes=100000000",
                "holdfast.soak.drift.memory-floor-bytes=100000000",
                "holdfast.soak.drift.resident-floor-bytes=100000000",
                "holdfast.soak.drift.count=10000",
                "holdfast.soak.drift.count-floor=500",
                "holdfast.soak.drift.horizon=1m",
                "holdfast.reports.interval=500ms",
                "holdfast.objectives.continuity=0.9")));
    put(settings, Arrays.asList(further));
    return settings.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .toArray(String[]::new);
  }

  /** What stands later wins. */
  private static void put(Map<String, String> settings, List<String> further) {
    for (String each : further) {
      int equals = each.indexOf('=');
      settings.put(each.substring(0, equals), each.substring(equals + 1));
    }
  }
}
