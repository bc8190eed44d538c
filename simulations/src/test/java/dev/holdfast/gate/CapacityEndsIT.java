package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Capacity runs of two injectors and two nodes that something ends in the midst of a search: each
 * ends soon, tells what it measured and no figure, and leaves no process.
 */
@Tag("capacity")
final class CapacityEndsIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path folder;

  private List<ProcessHandle> all = List.of();

  @AfterEach
  void leaveNothing() {
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** A terminal tells the whole group of an interrupt, a scheduler only the run of its end. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignal(String signal) throws Exception {
    GateProcess run = searching();

    List<ProcessHandle> told =
        signal.equals("INT") ? all : List.of(ProcessHandle.of(run.process().pid()).orElseThrow());
    for (ProcessHandle process : told) {
      send(signal, process);
    }

    assertEndedWithoutAFigure(run, "a signal");
  }

  @Test
  void anInjectorThatStandsStill() throws Exception {
    GateProcess run = searching();

    send("STOP", the("InjectorSimulation").findFirst().orElseThrow());

    assertEndedWithoutAFigure(run, "injector 2 of 2 did not tell");
  }

  @Test
  void aNodeThatDies() throws Exception {
    GateProcess run = searching();

    the("--ready-file").findAny().orElseThrow().destroyForcibly();

    JsonNode levels = assertEndedWithoutAFigure(run, "target never reachable");
    assertThat(levels.findValuesAsText("verdict").stream().filter("BROKE"::equals))
        .as("levels that a dead node is blamed for")
        .hasSizeLessThanOrEqualTo(1);
  }

  /** Nobody is left to write a report, and nobody else stays. */
  @Test
  void aRunThatIsKilledTakesAllOfItsProcessesWithIt() throws Exception {
    GateProcess run = searching();

    run.process().destroyForcibly();

    awaitNobody();
    assertThat(run.run().resolve("injector-2").resolve("end.json")).exists();
  }

  /** The levels that it measured. */
  private JsonNode assertEndedWithoutAFigure(GateProcess run, String reason) throws Exception {
    int exit = run.await(SOON);

    assertThat(exit).isNotZero();
    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("INVALID");
    assertThat(run.verdict().get("reasons").toString()).as(run.output()).contains(reason);
    JsonNode record =
        new ObjectMapper().readTree(Files.readString(run.run().resolve("capacity.json")));
    JsonNode levels = record.get("searches").get(0).get("levels");
    assertThat(levels).isNotEmpty();
    assertThat(record.get("answers").get(0).get("kind").asText()).isEqualTo("NONE");
    assertThat(run.run().resolve("capacity.html")).content().contains("No figure for");
    awaitNobody();
    return levels;
  }

  private void awaitNobody() {
    await("its processes are gone")
        .atMost(Duration.ofSeconds(40))
        .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** A run that has judged its first level and measures the next. */
  private GateProcess searching() throws IOException {
    GateProcess run =
        GateProcess.start(
            "CapacitySimulation",
            folder,
            "holdfast.injectors=2",
            "holdfast.backend.nodes=2",
            "holdfast.capacity.searches=reconnections",
            "holdfast.capacity.warm-up=500ms",
            "holdfast.capacity.short=2s",
            "holdfast.capacity.long=6s",
            "holdfast.capacity.growth=1.1",
            "holdfast.capacity.reconnections.start=10",
            "holdfast.capacity.reconnections.sessions=40",
            "holdfast.capacity.reconnections.p99=900ms",
            "holdfast.reports.interval=500ms");
    await("a first level was judged")
        .atMost(Duration.ofMinutes(2))
        .until(() -> run.output().contains("10.00 reconnections a second: "));
    all = Stream.concat(Stream.of(run.process().toHandle()), run.process().descendants()).toList();
    assertThat(all).as("the run, an injector, two nodes").hasSizeGreaterThanOrEqualTo(4);
    return run;
  }

  private Stream<ProcessHandle> the(String word) {
    return all.stream().filter(process -> commandLine(process).contains(word));
  }

  /** Java tells no command line as long as this one; the system does. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
    } catch (IOException e) {
      return "";
    }
  }

  private static void send(String signal, ProcessHandle process) throws Exception {
    Process sent = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
    assertThat(sent.waitFor()).isZero();
  }
}
