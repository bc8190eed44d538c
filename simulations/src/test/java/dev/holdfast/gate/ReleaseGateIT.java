package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole gates at a small load: green on a sound backend, red on a defective one. */
final class ReleaseGateIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Settings of the tests alone take more lines than those of people. */
  private static final int MOST_LINES = 45;

  /**
   * What a gate as it is has none of: the many settings of this one, what Gatling says of an
   * assertion that failed, and a line of progress each 15 s where there is no terminal.
   */
  private static final Pattern OF_THIS_RUN =
      Pattern.compile(
          "^  set: holdfast|^       (holdfast|not-expired)|^(arriving|under load) "
              + "|: percentage of| : false \\(actual");

  @TempDir Path folder;

  @Test
  void aSoundBackendPassesAndEveryPlannedReconnectionIsJudged() throws Exception {
    GateProcess gate = GateProcess.start(folder, SmallGate.with());
    await("clients really connect from several addresses")
        .atMost(Duration.ofSeconds(90))
        .until(() -> SourcesInUse.onLoopback().size() >= 4);

    int exit = gate.await(PATIENCE);

    JsonNode verdict = gate.verdict();
    JsonNode continuity = verdict.get("continuity");
    assertThat(verdict.get("verdict").asText()).as(gate.output()).isEqualTo("PASS");
    assertThat(exit).isZero();
    assertThat(verdict.get("anomalies")).hasSize(21).allMatch(count -> count.asLong() == 0);
    assertThat(continuity.get("judged").asLong())
        .isEqualTo(continuity.get("planned").asLong())
        .isGreaterThan(1_000);
    assertThat(verdict.get("users").get("peakConcurrent").asInt()).isGreaterThanOrEqualTo(60);
    assertThat(
            List.of(
                "continuity.html",
                "junit.xml",
                "summary.md",
                "intervals.hlog",
                "index.html",
                "backend.log"))
        .allSatisfy(file -> assertThat(gate.run().resolve(file)).isNotEmptyFile());
    assertFitsAScreen(gate);
    assertThat(Files.readString(gate.run().resolve("index.html")))
        .as("what a scenario wants to fail is no failure in Gatling's page either")
        .doesNotContain("401 Unauthorized", "Connection refused", "Premature close");
    JudgedAgain.tellsAsTheRunDid(gate);
  }

  @Test
  void aDefectiveBackendFailsAndEachAnomalyIsNamedWithAWitness() throws Exception {
    List<String> anomalies =
        List.of("lost-message", "lost-memory", "blocked", "not-expired", "late-restore");
    GateProcess gate =
        GateProcess.start(
            folder,
            SmallGate.with(
                "holdfast.policy.brief-deadline=600ms",
                "holdfast.backend.defects=lost-message:0.05,lost-memory:0.05,blocked:0.05,"
                    + "not-expired:0.2,late-restore:0.05,dropped-connection:0.3"));

    int exit = gate.await(PATIENCE);

    JsonNode verdict = gate.verdict();
    String witnesses = Files.readString(gate.run().resolve("anomalies.jsonl"));
    assertThat(verdict.get("verdict").asText()).as(gate.output()).isEqualTo("FAIL");
    assertThat(exit).isNotZero();
    assertThat(anomalies)
        .allSatisfy(
            anomaly -> {
              assertThat(verdict.get("anomalies").get(anomaly).asLong()).as(anomaly).isPositive();
              assertThat(witnesses).contains(anomaly);
              assertThat(String.join("\n", gate.lastWords())).contains(anomaly);
            });
    assertThat(verdict.get("anomalies").get("foreign-context").asLong()).isZero();
    assertThat(ToldObjective.in(verdict, "dropped").outcome())
        .as(gate.output())
        .isEqualTo("MISSED");
    assertFitsAScreen(gate);
    JudgedAgain.tellsAsTheRunDid(gate);
  }

  private static void assertFitsAScreen(GateProcess gate) throws IOException {
    List<String> lines = gate.output().lines().toList();
    String last = lines.get(lines.size() - 1);
    assertThat(lines)
        .as(gate.output())
        .filteredOn(line -> !OF_THIS_RUN.matcher(line).find())
        .hasSizeLessThanOrEqualTo(MOST_LINES);
    assertThat(last).as("nothing follows where the report is").endsWith("continuity.html");
    assertThat(lines.subList(0, lines.size() - 1))
        .allSatisfy(
            line -> assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(80));
    assertThat(gate.output()).doesNotContain("Global Information", "open the following file");
  }
}
