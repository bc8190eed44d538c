package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.Holdfast;
import dev.holdfast.fieldtargets.NodeBackend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A sound backend that is not ours gets no false alarm. */
final class NodeBackendIT {

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
  void itKeepsEachRuleOfTheProtocol() throws Exception {
    try (NodeBackend node = NodeBackend.start(server)) {
      StringWriter checked = new StringWriter();
      int exit =
          Holdfast.commandLine()
              .setOut(new PrintWriter(checked))
              .execute("dialect", "check", "--target", node.url());

      assertThat(checked.toString()).contains("22 of 22 hold");
      assertThat(exit).isZero();
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void allScenariosOfTheGateAreKept() throws Exception {
    GateProcess run = against("0", "ReleaseGateSimulation");

    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
  }

  /** One clock closes connections and another checks tokens: they need not agree. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void soAreThoseOfAResilienceRunThatNeedNoBackendOfOurs() throws Exception {
    against("500", "ResilienceSimulation", "holdfast.pace=2s");
  }

  /** Everything is kept; how quick a cold process was is not asked. */
  private GateProcess against(String closesEarly, String simulation, String... further)
      throws Exception {
    try (NodeBackend node =
        NodeBackend.start(server, "--time-scale", "0.01", "--closes-early", closesEarly)) {
      List<String> settings =
          new ArrayList<>(List.of("holdfast.target=" + node.url(), "holdfast.time-scale=0.01"));
      settings.addAll(Arrays.asList(further));
      GateProcess run =
          GateProcess.start(simulation, folder, SmallGate.with(settings.toArray(String[]::new)));
      run.await(PATIENCE);

      JsonNode verdict = run.verdict();
      assertThat(verdict.get("verdict").asText()).as(run.output()).isNotEqualTo("INVALID");
      assertThat(verdict.get("anomalies")).allMatch(count -> count.asLong() == 0);
      assertThat(verdict.at("/continuity/kept").asLong())
          .as(run.output())
          .isPositive()
          .isEqualTo(verdict.at("/continuity/planned").asLong());
      return run;
    }
  }
}
