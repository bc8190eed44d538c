package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.Holdfast;
import dev.holdfast.fieldtargets.NodeBackend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A chat with a protocol of its own, by people who had never heard of Holdfast: its server gives
 * messages ids of its own, and its history holds what its assistant and an agent say as well.
 */
final class HelpdeskIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path DIALECT = Path.of("src/test/dialects/helpdesk.conf");

  @TempDir private static Path server = Path.of("");

  @TempDir Path folder;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    assumeTrue(
        NodeBackend.prepared(server),
        "Node 20 or newer, or npm, is missing: apt-get install nodejs npm");
  }

  @Test
  void oneFileSaysItAll() throws Exception {
    try (NodeBackend helpdesk = NodeBackend.of("helpdesk.mjs", server)) {
      assertThat(check(DIALECT, helpdesk))
          .contains("✓ a ping is answered", "✓ what another says meanwhile comes too")
          .contains("12 of 12 hold");
    }
  }

  @Test
  void aPingThatNothingAnswersIsToldBeforeAnyRun() throws Exception {
    Path wrong = folder.resolve("wrong.conf");
    Files.writeString(
        wrong, Files.readString(DIALECT).replace("\"/ref\" = ping }", "\"/ref\" = pong }"));

    try (NodeBackend helpdesk = NodeBackend.of("helpdesk.mjs", server)) {
      assertThat(check(wrong, helpdesk)).contains("✗ a ping is answered");
    }
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void itIsFoundSound() throws Exception {
    try (NodeBackend helpdesk = NodeBackend.of("helpdesk.mjs", server)) {
      GateProcess run = gate(helpdesk);
      JsonNode verdict = run.verdict();

      assertThat(verdict.get("anomalies")).as(run.output()).allMatch(count -> count.asLong() == 0);
      assertThat(verdict.at("/events/other-refused").asLong()).isZero();
    }
  }

  /** One push of 50 is never sent; one item of 50 is forgotten by the history. */
  @ParameterizedTest
  @ValueSource(strings = {"drop", "history"})
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void whatItLosesIsFound(String bug) throws Exception {
    try (NodeBackend helpdesk = NodeBackend.of("helpdesk.mjs", server, "--bug", bug)) {
      GateProcess run = gate(helpdesk);

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(run.verdict().at("/anomalies/lost-message").asLong()).isPositive();
    }
  }

  private GateProcess gate(NodeBackend helpdesk) throws Exception {
    GateProcess run =
        GateProcess.start(
            "ReleaseGateSimulation",
            Files.createTempDirectory(folder, "run"),
            SmallGate.with(
                "holdfast.target=" + helpdesk.url(),
                "holdfast.dialect=" + DIALECT.toAbsolutePath(),
                "holdfast.duration=15s",
                "holdfast.objectives.continuity=0.999",
                "holdfast.time-scale=0.01"));
    run.await(PATIENCE);
    return run;
  }

  private static String check(Path dialect, NodeBackend helpdesk) throws IOException {
    StringWriter out = new StringWriter();
    int unused =
        Holdfast.commandLine()
            .setOut(new PrintWriter(out))
            .execute("dialect", "check", dialect.toString(), "--target", helpdesk.url());
    return out.toString();
  }
}
