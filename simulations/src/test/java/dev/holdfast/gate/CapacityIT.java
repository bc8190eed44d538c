package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small capacity runs in processes of their own: one that finds a known limit, one that cannot. */
final class CapacityIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final double TRUTH = 60;

  @TempDir Path folder;

  /**
   * Two injectors, so that what is found is the sum of what both did. Beside the proof, as a
   * machine that is busy with others leaves no level to be judged.
   */
  @Test
  @Tag("capacity")
  void theSearchFindsTheReconnectionsThatTheBackendServes() throws Exception {
    GateProcess run =
        GateProcess.start(
            "CapacitySimulation",
            folder,
            small(
                "holdfast.injectors=2",
                "holdfast.capacity.reconnections.start=54",
                "holdfast.capacity.growth=1.1",
                "holdfast.capacity.resolution=0.05",
                "holdfast.backend.limit-reconnections=" + TRUTH));

    int exit = run.await(PATIENCE);

    JsonNode answer = answer(run);
    assertThat(answer.get("kind").asText()).as(run.output()).isEqualTo("LIMIT");
    // A busy machine makes a level break that would hold, never the other way round.
    assertThat(answer.get("load").asDouble()).isBetween(0.8 * TRUTH, 1.05 * TRUTH);
    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
    assertThat(run.verdict().get("continuity").get("judged").asLong())
        .isEqualTo(run.verdict().get("continuity").get("planned").asLong());
    assertThat(run.run().resolve("injector-2").resolve("end.json")).exists();
    JudgedAgain.tellsAsTheRunDid(run);
    assertThat(run.run().resolve("capacity.html")).isNotEmptyFile();
    assertThat(exit).isZero();
  }

  /** What it held though it was late counts; what it missed says nothing of the target. */
  @Test
  @Tag("long")
  void aSlowGeneratorNeverYieldsAFigure() throws Exception {
    GateProcess run =
        GateProcess.start(
            folder,
            new GateProcess.Setting(
                "dev.holdfast.gate.SlowCapacitySimulation", List.of(), List.of()),
            small(
                "holdfast.capacity.most-levels=2",
                "holdfast.capacity.reconnections.start=20",
                "holdfast.capacity.reconnections.p99=100ms"));

    int exit = run.await(PATIENCE);

    assertThat(answer(run).get("kind").asText()).as(run.output()).isEqualTo("NONE");
    assertThat(run.verdict().get("verdict").asText()).isEqualTo("INVALID");
    assertThat(run.verdict().get("reasons").toString()).contains("no figure");
    assertThat(run.said()).contains("invalid", "generator's timer lag");
    assertThat(exit).isNotZero();
  }

  @Test
  void aLostInjectorMakesTheRunInvalidAndLeavesNoProcess() throws Exception {
    GateProcess run =
        GateProcess.start(
            "CapacitySimulation",
            folder,
            small("holdfast.injectors=2", "holdfast.capacity.reconnections.start=10"));
    await("a first level was judged")
        .atMost(Duration.ofSeconds(90))
        .until(() -> run.output().contains("10.00 reconnections a second: "));
    List<ProcessHandle> all = run.process().descendants().toList();
    ProcessHandle injector = all.stream().filter(CapacityIT::isInjector).findFirst().orElseThrow();

    injector.destroyForcibly();
    int exit = run.await(PATIENCE);

    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("INVALID");
    assertThat(run.verdict().get("reasons").toString()).contains("injector 2 of 2");
    assertThat(exit).isNotZero();
    await("its processes are gone")
        .atMost(Duration.ofSeconds(20))
        .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Java tells no command line as long as this one; the system does. */
  private static boolean isInjector(ProcessHandle process) {
    try {
      Path line = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
      return Files.readString(line).contains("InjectorSimulation");
    } catch (IOException e) {
      return false;
    }
  }

  private static JsonNode answer(GateProcess run) throws IOException {
    Path record = run.run().resolve("capacity.json");
    assertThat(record).as(run.output()).exists();
    return new ObjectMapper().readTree(Files.readString(record)).get("answers").get(0);
  }

  /** A promise that a busy machine keeps, below the delay of what is beyond the limit. */
  private static String[] small(String... further) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.capacity.searches=reconnections",
                "holdfast.capacity.warm-up=500ms",
                "holdfast.capacity.short=2s",
                "holdfast.capacity.long=6s",
                "holdfast.capacity.confirmations=2",
                "holdfast.capacity.failed-share=0.01",
                "holdfast.capacity.reconnections.sessions=60",
                "holdfast.capacity.reconnections.p99=900ms",
                "holdfast.backend.overload-delay=2s",
                "holdfast.reports.interval=500ms"));
    settings.addAll(Arrays.asList(further));
    return settings.toArray(String[]::new);
  }
}
