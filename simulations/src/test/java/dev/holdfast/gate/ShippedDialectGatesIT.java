package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.fieldtargets.NodeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole gates by the dialects that are shipped. */
final class ShippedDialectGatesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final boolean REDIS = Files.isExecutable(Path.of("/usr/bin/redis-server"));

  @TempDir private static Path server = Path.of("");

  @TempDir Path folder;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    assumeTrue(
        NodeBackend.prepared(server),
        "Node 20 or newer, or npm, is missing: apt-get install nodejs npm");
  }

  /** Of all of them the one that asks most of a file: several messages a frame, and in another. */
  @Test
  void aSmallGateByCentrifugosIsKept() throws Exception {
    try (NodeBackend backend = ShippedDialect.CENTRIFUGO.start(server)) {
      assertKept(gate(ShippedDialect.CENTRIFUGO, backend, "holdfast.duration=15s"));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void aGateOfThreeThousandReturnsIsKept(ShippedDialect dialect, TestReporter reporter)
      throws Exception {
    try (NodeBackend backend = dialect.start(server)) {
      GateProcess run = gate(dialect, backend, "holdfast.duration=60s");

      reporter.publishEntry(String.valueOf(dialect), figures(run));
      assertKept(run);
      assertThat(run.verdict().at("/continuity/judged").asLong()).isGreaterThanOrEqualTo(3_000);
    }
  }

  static Stream<Arguments> defects() {
    return ShippedDialectsIT.defects();
  }

  @ParameterizedTest
  @MethodSource("defects")
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void eachDefectIsFoundUnderItsOwnName(
      ShippedDialect dialect, WireDefect defect, TestReporter reporter) throws Exception {
    try (NodeBackend backend = dialect.start(server, defect.option(), "31")) {
      GateProcess run =
          gate(dialect, backend, "holdfast.duration=12s", "holdfast.patience.answer=3s");

      reporter.publishEntry(dialect + " " + defect, figures(run));
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(run.verdict().at("/anomalies/" + defect.anomaly()).asLong())
          .as(run.output())
          .isPositive();
      JudgedAgain.tellsAsTheRunDid(run);
    }
  }

  /**
   * Socket.IO on two nodes, joined by its Redis Streams adapter: who returns meets either. A few
   * returns meet races of the adapter, of which the page of the dialect tells.
   */
  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void mostSessionsAreRecoveredOnTheOtherNode(TestReporter reporter) throws Exception {
    assumeTrue(REDIS, "redis-server is not installed: apt-get install redis-server");
    try (NodeBackend nodes = nodes("--recovery 120000")) {
      GateProcess run = gate(ShippedDialect.SOCKET_IO_RECOVERY, nodes, "holdfast.duration=60s");

      reporter.publishEntry("two nodes", figures(run));
      JsonNode verdict = run.verdict();
      assertThat(verdict.at("/continuity/judged").asLong()).isGreaterThanOrEqualTo(3_000);
      assertThat(verdict.at("/continuity/rate").asDouble()).isGreaterThan(0.95);
      assertThat(verdict.get("anomalies").properties())
          .filteredOn(each -> each.getValue().asLong() > 0)
          .extracting(Map.Entry::getKey)
          .isSubsetOf("lost-message", "duplicated-message", "expired-early");
    }
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void whatTwoNodesDoWrongHasItsName(TestReporter reporter) throws Exception {
    assumeTrue(REDIS, "redis-server is not installed: apt-get install redis-server");
    try (NodeBackend nodes =
        nodes("--recovery 120000 --lose 37 --twice 41 --swap 43 --alter 47 --deaf 53")) {
      GateProcess run =
          gate(
              ShippedDialect.SOCKET_IO_RECOVERY,
              nodes,
              "holdfast.duration=15s",
              "holdfast.patience.answer=1s");

      reporter.publishEntry("two nodes with defects", figures(run));
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      for (String anomaly :
          List.of(
              "lost-message",
              "duplicated-message",
              "reordered-message",
              "corrupted-message",
              "deaf")) {
        assertThat(run.verdict().at("/anomalies/" + anomaly).asLong()).as(anomaly).isPositive();
      }
    }
  }

  private static NodeBackend nodes(String settings) throws IOException {
    return NodeBackend.of("socket-io-nodes.mjs", server, settings.split(" "));
  }

  private GateProcess gate(ShippedDialect dialect, NodeBackend backend, String... further)
      throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.target=" + backend.url(),
                "holdfast.dialect=" + dialect.file().toAbsolutePath(),
                "holdfast.time-scale=0.01"));
    settings.addAll(Arrays.asList(further));
    GateProcess run =
        GateProcess.start(
            "ReleaseGateSimulation",
            Files.createTempDirectory(folder, "run"),
            SmallGate.with(settings.toArray(String[]::new)));
    run.await(PATIENCE);
    return run;
  }

  private static String figures(GateProcess run) throws IOException {
    JsonNode verdict = run.verdict();
    StringBuilder told = new StringBuilder();
    told.append(verdict.at("/continuity/kept").asLong())
        .append(" of ")
        .append(verdict.at("/continuity/judged").asLong())
        .append(" kept, others spoke ")
        .append(verdict.at("/events/other-spoke").asLong())
        .append(" times");
    verdict
        .get("anomalies")
        .properties()
        .forEach(
            each -> {
              if (each.getValue().asLong() > 0) {
                told.append(", ").append(each.getValue()).append(' ').append(each.getKey());
              }
            });
    return told.toString();
  }

  private static void assertKept(GateProcess run) throws IOException {
    JsonNode verdict = run.verdict();
    assertThat(verdict.get("verdict").asText()).as(run.output()).isEqualTo("PASS");
    assertThat(verdict.get("anomalies")).allMatch(count -> count.asLong() == 0);
    assertThat(verdict.at("/continuity/kept").asLong())
        .isPositive()
        .isEqualTo(verdict.at("/continuity/planned").asLong());
  }
}
