package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is stopped leaves a report of what ran, blames nobody, and leaves no process. */
final class InterruptedRunIT {

  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  @TempDir Path folder;

  /** As Ctrl-C does, pressed twice: everything that the terminal runs is told. */
  @Test
  void anInterruptOfTheWholeGroupBlamesNobody() throws Exception {
    assumeTrue(Files.isExecutable(SETSID), "skipped: a group of its own needs setsid");
    assumeTrue(interruptsEnd(), "skipped: whoever started these tests has interrupts ignored");
    GateProcess gate =
        GateProcess.start(
            folder,
            new GateProcess.Setting(
                GateProcess.Setting.NORMAL.simulation(), List.of(SETSID.toString()), List.of()),
            SmallGate.with(
                "holdfast.scenarios=history",
                "holdfast.duration=10m",
                // Nothing that a slow machine does is to be taken for what the end does.
                "holdfast.policy.brief-deadline=60s",
                "holdfast.patience.connect=60s",
                "holdfast.patience.answer=60s"));
    await("some reconnections were judged")
        .atMost(SOON)
        .until(() -> gate.output().matches("(?s).*users  [1-9][0-9,]* returns?.*"));
    List<ProcessHandle> children = children(gate);

    interruptGroup(gate);
    interruptGroup(gate);
    int exit = gate.await(SOON);

    assertThat(exit).isNotZero();
    JsonNode verdict = gate.verdict();
    assertThat(verdict.get("verdict").asText()).as(gate.output()).isEqualTo("INVALID");
    assertThat(verdict.get("reasons").get(0).asText())
        .isEqualTo("the run did not come to its planned end: a signal");
    assertThat(verdict.get("reasons").toString())
        .as("what the end cut off is no reason of its own")
        .doesNotContain("planned and judged");
    JsonNode continuity = verdict.get("continuity");
    assertThat(continuity.get("judged").asLong()).isPositive();
    assertThat(continuity.get("kept").asLong())
        .as("nothing that the end cut off is broken: %s", gate.output())
        .isEqualTo(continuity.get("judged").asLong());
    assertThat(verdict.get("anomalies")).allMatch(count -> count.asLong() == 0);
    assertThat(gate.run().resolve("continuity.html")).isNotEmptyFile();
    assertNobodyIsLeft(children);
  }

  @Test
  void aRunThatIsTerminatedBeforeItsFirstUserSaysSo() throws Exception {
    GateProcess gate = prepared();
    List<ProcessHandle> children = children(gate);

    gate.process().destroy();
    int exit = gate.await(SOON);

    assertThat(exit).isNotZero();
    assertThat(gate.verdict().get("verdict").asText()).as(gate.output()).isEqualTo("INVALID");
    assertThat(gate.verdict().get("reasons").get(0).asText()).contains("a signal");
    assertThat(String.join("\n", gate.lastWords())).contains("INVALID");
    assertNobodyIsLeft(children);
  }

  /** Nobody is left to write a report, and nobody else stays. */
  @Test
  void aRunThatIsKilledTakesItsBackendWithIt() throws Exception {
    GateProcess gate = prepared();
    List<ProcessHandle> children = children(gate);

    gate.process().destroyForcibly();

    assertNobodyIsLeft(children);
  }

  private GateProcess prepared() throws IOException {
    GateProcess gate = GateProcess.start(folder, SmallGate.with("holdfast.scenarios=history"));
    await("the run has its backend")
        .atMost(SOON)
        .until(() -> gate.output().contains("holdfast.users="));
    return gate;
  }

  private static List<ProcessHandle> children(GateProcess gate) {
    List<ProcessHandle> children = gate.process().descendants().toList();
    assertThat(children).as("the mock backend runs as a process of its own").isNotEmpty();
    return children;
  }

  private static void assertNobodyIsLeft(List<ProcessHandle> children) {
    await("the backend is gone")
        .atMost(SOON)
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static boolean interruptsEnd() throws Exception {
    return new ProcessBuilder("/bin/sh", "-c", "kill -INT $$").start().waitFor() != 0;
  }

  private static void interruptGroup(GateProcess gate) throws Exception {
    Process sent =
        new ProcessBuilder("/bin/sh", "-c", "kill -INT -" + gate.process().pid()).start();
    assertThat(sent.waitFor()).isZero();
  }
}
