package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void saysByteForByteWhatItSaidWhenItWasAgreedOn() throws IOException {
    assertThat(VerdictJson.of(small(), SampleAssessments.FAIL, SampleAssessments.NOT_COMPARED))
        .isEqualTo(golden());
  }

  @Test
  void holdsEveryKeyOfTheContractInItsType() throws IOException {
    for (JsonNode verdict :
        List.of(
            read(SampleRuns.clean(), SampleAssessments.PASS),
            read(SampleRuns.broken(), SampleAssessments.FAIL),
            read(SampleRuns.unreachable(), SampleAssessments.INVALID))) {
      assertThat(verdict.get("schema").asInt()).isEqualTo(1);
      assertThat(verdict.get("run").isTextual()).isTrue();
      assertThat(verdict.get("simulation").isTextual()).isTrue();
      assertThat(verdict.get("verdict").asText()).isIn("PASS", "FAIL", "INVALID");
      assertThat(verdict.get("reasons").isArray()).isTrue();
      assertThat(verdict.get("timeScale").isNumber()).isTrue();
      numbers(verdict.get("users"), "planned", "peakConcurrent");
      numbers(
          verdict.get("continuity"),
          "planned",
          "judged",
          "kept",
          "rate",
          "lowerBound",
          "confidence",
          "required");
      numbers(
          verdict.get("anomalies"),
          Arrays.stream(Anomaly.values()).map(Anomaly::id).toArray(String[]::new));
      for (JsonNode objective : verdict.get("objectives")) {
        assertThat(objective.get("id").isTextual()).isTrue();
        assertThat(objective.get("required").isTextual()).isTrue();
        assertThat(objective.get("measured").isTextual()).isTrue();
        assertThat(objective.get("outcome").asText())
            .isIn("MET", "MISSED", "NOT_PROVEN", "NOT_MEASURED");
      }
      for (Phase phase : Phase.values()) {
        numbers(
            verdict.get("latencyMillis").get(phase.id()),
            "count",
            "mean",
            "p50",
            "p95",
            "p99",
            "p999",
            "max");
      }
      numbers(
          verdict.get("generator"),
          "eventLoopLagP99Millis",
          "gcPauseMaxMillis",
          "achievedOverPlanned");
    }
  }

  @Test
  void namesAllAnomaliesWhateverWasFound() throws IOException {
    assertThat(read(SampleRuns.unreachable(), SampleAssessments.INVALID).get("anomalies"))
        .hasSize(21);
  }

  @Test
  void keepsMicroseconds() throws IOException {
    assertThat(read(small(), SampleAssessments.FAIL).at("/latencyMillis/restore/max").asDouble())
        .isEqualTo(2.003);
  }

  @Test
  void countsWhatWasPlannedAndNeverJudgedAsNotKept() throws IOException {
    assertThat(read(small(), SampleAssessments.FAIL).at("/continuity/rate").asDouble())
        .isEqualTo(0.75);
  }

  @Test
  void neverHoldsAToken() {
    assertThat(
            VerdictJson.of(
                HostileRun.run(), HostileRun.assessment(), SampleAssessments.NOT_COMPARED))
        .doesNotContain(HostileRun.TOKEN, "abc123", "user:pass@");
  }

  private static void numbers(JsonNode node, String... keys) {
    for (String key : keys) {
      assertThat(node.path(key).isNumber()).as(key).isTrue();
    }
  }

  private static JsonNode read(RunRecord run, dev.holdfast.assessment.Assessment assessment)
      throws IOException {
    return JSON.readTree(VerdictJson.of(run, assessment, SampleAssessments.NOT_COMPARED));
  }

  private static String golden() throws IOException {
    try (InputStream in = VerdictJsonTest.class.getResourceAsStream("verdict.json")) {
      return new String(
          Objects.requireNonNull(in, "verdict.json").readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static RunRecord small() {
    Histogram restore = new Histogram(3);
    restore.recordValue(1_001);
    restore.recordValue(2_003);
    return RunRecordBuilder.of(SampleRuns.identity("gate-1", Map.of()))
        .durationMillis(5_000)
        .peakConcurrentUsers(4)
        .tallies(
            Map.of(Cohort.ALL, new Tally(4, Map.of(Outcome.PRESERVED, 2L, Outcome.EXPIRED, 1L))))
        .anomalies(SampleRuns.anomalies(Map.of(Anomaly.NO_ANSWER, 1L)))
        .latencies(Map.of(new Series(Phase.RESTORE, Cohort.ALL), restore))
        .generator(new GeneratorFigures(1.5, 2, 3.25, 4, 0.5, 10, 100, 0, 1))
        .build();
  }
}
