package dev.holdfast.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gate.GateProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The other half of the matrix: a sound backend, on which nothing may be named.
 *
 * @param judged reconnections judged
 * @param anomalies of any kind
 * @param verdict of the gate
 */
record CleanRun(long judged, long anomalies, String verdict) {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Runs the whole gate with its own deadlines and objectives. */
  static CleanRun of(Path folder, String... settings) throws IOException, InterruptedException {
    GateProcess gate = GateProcess.start(Files.createDirectories(folder), settings);
    gate.await(PATIENCE);
    JsonNode verdict = gate.verdict();
    long anomalies = 0;
    for (JsonNode count : verdict.get("anomalies")) {
      anomalies += count.asLong();
    }
    return new CleanRun(
        verdict.get("continuity").get("judged").asLong(),
        anomalies,
        verdict.get("verdict").asText());
  }
}
