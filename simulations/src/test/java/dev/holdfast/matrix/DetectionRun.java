package dev.holdfast.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gate.GateProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Runs the gate against a mock backend with one defect, and reads what it said. */
final class DetectionRun {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private DetectionRun() {}

  static Detection of(DetectionCase of, Path folder) throws IOException, InterruptedException {
    List<String> settings = new ArrayList<>(of.load());
    settings.add(
        String.format(Locale.ROOT, "holdfast.backend.defects=%s:%s", of.defect().id(), of.rate()));
    GateProcess gate =
        GateProcess.start(
            of.simulation(), Files.createDirectories(folder), settings.toArray(String[]::new));
    gate.await(PATIENCE);
    return read(of, gate);
  }

  private static Detection read(DetectionCase of, GateProcess gate) throws IOException {
    JsonNode verdict = gate.verdict();
    Map<String, Long> reported = new TreeMap<>();
    verdict.get("anomalies").properties().stream()
        .filter(entry -> entry.getValue().asLong() > 0)
        .forEach(entry -> reported.put(entry.getKey(), entry.getValue().asLong()));
    return new Detection(
        of,
        verdict.get("verdict").asText(),
        verdict.get("continuity").get("judged").asLong(),
        reported,
        missed(verdict),
        seenWithin(of.expected(), gate.run().resolve("intervals.jsonl")));
  }

  /** The objectives that verdict says were missed. */
  static List<String> missed(JsonNode verdict) {
    List<String> missed = new ArrayList<>();
    for (JsonNode objective : verdict.get("objectives")) {
      if (objective.get("outcome").asText().equals("MISSED")) {
        missed.add(objective.get("id").asText());
      }
    }
    return missed;
  }

  private static long seenWithin(String anomaly, Path intervals) throws IOException {
    long judged = 0;
    for (String line : Files.readAllLines(intervals)) {
      JsonNode interval = JSON.readTree(line);
      for (JsonNode count : interval.get("tallies").get("all=all").get("outcomes")) {
        judged += count.asLong();
      }
      if (interval.get("anomalies").path(anomaly).asLong() > 0) {
        return judged;
      }
    }
    return -1;
  }
}
