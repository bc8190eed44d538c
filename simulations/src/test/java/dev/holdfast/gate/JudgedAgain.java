package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.Holdfast;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A whole run, judged again by {@code holdfast judge}. */
final class JudgedAgain {

  private static final Map<String, Integer> EXIT_CODES = Map.of("PASS", 0, "FAIL", 1, "INVALID", 3);

  private JudgedAgain() {}

  /** Requires that it tells exactly the run's own numbers, and its verdict. */
  static void tellsAsTheRunDid(GateProcess run) throws IOException {
    StringWriter out = new StringWriter();
    int exit =
        Holdfast.commandLine().setOut(new PrintWriter(out)).execute("judge", run.run().toString());
    List<String> told = out.toString().lines().toList();
    JsonNode verdict = run.verdict();
    JsonNode continuity = verdict.get("continuity");

    assertThat(told).as(out.toString()).contains(verdict.get("verdict").asText());
    assertThat(exit).isEqualTo(EXIT_CODES.get(verdict.get("verdict").asText()));
    assertThat(told.get(0)).contains(" reconnections judged again, 0 of ");
    assertThat(out.toString())
        .contains(
            String.format(
                Locale.ROOT,
                "%,d planned, %,d judged, %,d kept: ",
                continuity.get("planned").asLong(),
                continuity.get("judged").asLong(),
                continuity.get("kept").asLong()));
    verdict
        .get("anomalies")
        .properties()
        .forEach(
            anomaly ->
                assertThat(told.contains(count(anomaly)))
                    .as("%s of %s", anomaly, out)
                    .isEqualTo(anomaly.getValue().asLong() > 0));
    JsonNode reasons = verdict.get("reasons");
    reasons.forEach(reason -> assertThat(told).contains("  " + reason.asText()));
  }

  private static String count(Map.Entry<String, JsonNode> anomaly) {
    return String.format(Locale.ROOT, "%s %,d", anomaly.getKey(), anomaly.getValue().asLong());
  }
}
