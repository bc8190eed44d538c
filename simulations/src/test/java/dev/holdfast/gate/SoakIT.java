package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short soaks in a process of their own: one that is stopped, one that is hopeless. */
final class SoakIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final GateProcess.Setting SOAK =
      new GateProcess.Setting("dev.holdfast.simulations.SoakSimulation", List.of(), List.of());

  @TempDir Path folder;

  @Test
  void aTerminatedSoakPassesOnWhatRanAndIsMarkedPartial() throws Exception {
    GateProcess soak = GateProcess.start(folder, SOAK, small("holdfast.duration=10m"));

    await("enough was judged for percentiles, and enough observed for a trend")
        .atMost(PATIENCE)
        .until(() -> soak.output().matches("(?s).*users  [3-9],[0-9]{3} reconnections judged.*"));
    soak.process().destroy();
    int exit = soak.await(Duration.ofSeconds(40));

    JsonNode verdict = soak.verdict();
    assertThat(verdict.get("verdict").asText()).as(soak.output()).isEqualTo("PASS");
    assertThat(verdict.get("complete").asBoolean()).isFalse();
    assertThat(verdict.get("continuity").get("judged").asLong()).isPositive();
    assertThat(objective(verdict, "steady-backend.open-files")).isEqualTo("MET");
    assertThat(exit).as("a signal is no PASS to a scheduler").isNotZero();
  }

  @Test
  void aHopelessSoakEndsEarlyAndFails() throws Exception {
    GateProcess soak =
        GateProcess.start(
            folder,
            SOAK,
            small(
                "holdfast.duration=2m",
                "holdfast.stop-when=broken",
                "holdfast.objectives.continuity=0.999",
                "holdfast.backend.defects=lost-message:0.5"));

    int exit = soak.await(PATIENCE);

    assertThat(soak.verdict().get("verdict").asText()).as(soak.output()).isEqualTo("FAIL");
    assertThat(soak.verdict().get("anomalies").get("lost-message").asLong()).isPositive();
    assertThat(soak.output()).contains("can no longer pass");
    assertThat(exit).isNotZero();
  }

  private static String objective(JsonNode verdict, String id) {
    return StreamSupport.stream(verdict.get("objectives").spliterator(), false)
        .filter(objective -> objective.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow()
        .get("outcome")
        .asText();
  }

  /** As the small gate, with observations so often that a few seconds show a trend. */
  private static String[] small(String... further) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.ramp=2s",
                "holdfast.soak.warm-up=1s",
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
                "holdfast.soak.drift.count=10000",
                "holdfast.soak.drift.count-floor=500",
                "holdfast.soak.drift.horizon=1m",
                "holdfast.reports.interval=500ms",
                "holdfast.objectives.continuity=0.9"));
    settings.addAll(Arrays.asList(further));
    List<String> kept = settings.stream().filter(setting -> isLast(setting, settings)).toList();
    return SmallGate.with(kept.toArray(String[]::new));
  }

  private static boolean isLast(String setting, List<String> settings) {
    String key = setting.substring(0, setting.indexOf('=') + 1);
    return settings.stream()
        .filter(each -> each.startsWith(key))
        .reduce((a, b) -> b)
        .orElse("")
        .equals(setting);
  }
}
