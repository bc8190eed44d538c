package dev.holdfast.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gate.GateProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The other half of the matrix: a sound backend, on which nothing may be named.
 *
 * @param judged reconnections judged
 * @param anomalies of any kind
 * @param verdict of the gate
 * @param missed objectives missed
 */
record CleanRun(long judged, long anomalies, String verdict, List<String> missed) {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  CleanRun {
    missed = List.copyOf(missed);
  }

  /** Runs the gate with those settings; what they do not name is as always. */
  static CleanRun of(Path folder, List<String> settings) throws IOException, InterruptedException {
    GateProcess gate =
        GateProcess.start(Files.createDirectories(folder), settings.toArray(String[]::new));
    gate.await(PATIENCE);
    JsonNode verdict = gate.verdict();
    long anomalies = 0;
    for (JsonNode count : verdict.get("anomalies")) {
      anomalies += count.asLong();
    }
    return new CleanRun(
        verdict.get("continuity").get("judged").asLong(),
        anomalies,
        verdict.get("verdict").asText(),
        DetectionRun.missed(verdict));
  }
}
