package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole gates at a small load: green on a sound backend, red on a defective one. */
final class ReleaseGateIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

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
    assertThat(gate.lastWords().get(gate.lastWords().size() - 1)).contains("continuity.html");
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
    assertThat(outcome(verdict, "dropped")).as(gate.output()).isEqualTo("MISSED");
    JudgedAgain.tellsAsTheRunDid(gate);
  }

  private static String outcome(JsonNode verdict, String objective) {
    return StreamSupport.stream(verdict.get("objectives").spliterator(), false)
        .filter(each -> each.get("id").asText().equals(objective))
        .map(each -> each.get("outcome").asText())
        .findFirst()
        .orElseThrow();
  }
}
