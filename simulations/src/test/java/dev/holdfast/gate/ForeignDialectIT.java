package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.fieldtargets.NodeBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A backend with a protocol of its own is judged by a dialect of a foreign package, as far as it
 * tells: whole runs, with no line of ours touched.
 */
final class ForeignDialectIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private static Path server = Path.of("");

  @TempDir Path folder;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    assumeTrue(
        NodeBackend.prepared(server),
        "Node 20 or newer, or npm, is missing: apt-get install nodejs npm");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aGateJudgesWhatIsToldAndSaysWhatItLeavesOut() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server)) {
      GateProcess run = run("ReleaseGateSimulation", chat, "chat");

      assertKept(run);
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
      assertThat(run.said())
          .contains("left out: memory: the dialect chat has no context")
          .contains("left out: gaps: the dialect chat has no status")
          .contains(
              "left out: services: the dialect chat has no refresh, introspection, revocation")
          .contains("not judged, since the dialect does not tell it: what others say; answers;");
      JudgedAgain.tellsAsTheRunDid(run);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void soItDoesInBinaryFrames() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server, "--binary", "--pong-within", "60000")) {
      GateProcess run = run("ReleaseGateSimulation", chat, "chat-binary");

      assertKept(run);
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
    }
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void aMessageThatWasAcknowledgedAndNotKeptIsFound() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server, "--forget", "50")) {
      GateProcess run =
          run("ReleaseGateSimulation", chat, "chat", "holdfast.objectives.continuity=0.999");

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(run.verdict().at("/anomalies/lost-message").asLong()).isPositive();
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void allFaultsOfANetworkStrikeItAsWell() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server)) {
      GateProcess run = run("ResilienceSimulation", chat, "chat", "holdfast.pace=2s");

      assertKept(run);
      assertThat(run.said()).contains("left out: mid-stream", "left out: attacks");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aDialectThatNobodyHasIsRefusedBeforeAnyLoad() throws Exception {
    GateProcess run =
        GateProcess.start(
            folder,
            "holdfast.dialect=chatt",
            "holdfast.target=ws://127.0.0.1:9",
            "holdfast.users=1");
    run.await(PATIENCE);

    assertThat(run.said())
        .contains(
            "holdfast.dialect must be a file that ends in .conf, or one of native, chat, chat-binary")
        .contains("got: chatt");
  }

  private GateProcess run(String simulation, NodeBackend chat, String dialect, String... further)
      throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.target=" + chat.url(),
                "holdfast.dialect=" + dialect,
                "holdfast.duration=15s",
                "holdfast.time-scale=0.01"));
    settings.addAll(Arrays.asList(further));
    GateProcess run =
        GateProcess.start(simulation, folder, SmallGate.with(settings.toArray(String[]::new)));
    run.await(PATIENCE);
    return run;
  }

  private static void assertKept(GateProcess run) throws IOException {
    JsonNode verdict = run.verdict();
    assertThat(verdict.get("verdict").asText()).as(run.output()).isNotEqualTo("INVALID");
    assertThat(run.output()).doesNotContain("Failed to build request");
    assertThat(verdict.get("anomalies")).allMatch(count -> count.asLong() == 0);
    assertThat(verdict.at("/continuity/kept").asLong())
        .as(run.output())
        .isPositive()
        .isEqualTo(verdict.at("/continuity/planned").asLong());
  }
}
