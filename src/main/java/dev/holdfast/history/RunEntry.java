package dev.holdfast.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.files.RegularFile;
import dev.holdfast.wording.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One run as the history of runs shows it, read back from its {@code verdict.json}.
 *
 * @param folder the name of the run's folder
 * @param simulation the simulation's simple class name
 * @param verdict PASS, FAIL or INVALID
 * @param smoke whether it asked for no proof
 * @param startedAt wall-clock start; the epoch where the file does not tell
 * @param durationMillis how long it ran; 0 where the file does not tell
 * @param users most users at once
 * @param planned reconnections planned; the rate means nothing if 0
 * @param rate continuity, 0 to 1
 * @param lowerBound its lower bound
 * @param required what the bound must reach
 * @param restoreP99Millis 99th percentile of the restore; 0 where nothing was restored
 * @param worse what was worse than in its baseline, in order
 * @param better what was better
 * @param baseline its baseline's folder; empty if there was none
 * @param kind what it must share with runs that it is compared with
 * @param page whether the folder has a page to link to
 */
record RunEntry(
    String folder,
    String simulation,
    Verdict verdict,
    boolean smoke,
    Instant startedAt,
    long durationMillis,
    long users,
    long planned,
    double rate,
    double lowerBound,
    double required,
    double restoreP99Millis,
    List<String> worse,
    List<String> better,
    String baseline,
    Kind kind,
    boolean page) {

  /**
   * Runs of one kind can be told as one course.
   *
   * @param simulation the simulation's simple class name
   * @param target what was loaded; empty where the file does not tell
   * @param users planned; 0 where the file does not tell
   * @param timeScale of gaps
   */
  record Kind(String simulation, String target, long users, double timeScale) {

    /** What tells it from other kinds of the same simulation. */
    String words() {
      return (target.isEmpty() ? "" : target + ", ")
          + Wording.count(users, "user", "users")
          + (timeScale == 1 ? "" : ", time scale " + Wording.setting(timeScale));
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_VERDICT = 4 << 20;

  /**
   * Reads a run's entry.
   *
   * @throws IOException if the file cannot be read or is no verdict; the message says why
   */
  static RunEntry read(Path folder) throws IOException {
    Path file = folder.resolve(RunFiles.VERDICT);
    JsonNode verdict = JSON.readTree(RegularFile.text(file, LARGEST_VERDICT));
    if (verdict.path("schema").asInt() != RunFiles.VERDICT_SCHEMA) {
      throw new IOException(
          "schema must be " + RunFiles.VERDICT_SCHEMA + ", got: " + brief(verdict.path("schema")));
    }
    JsonNode continuity = verdict.path("continuity");
    return new RunEntry(
        String.valueOf(folder.getFileName()),
        required(verdict, "simulation").asText(),
        verdict(required(verdict, "verdict").asText()),
        verdict.path("proof").asText().equals("smoke"),
        startedAt(verdict.path("startedAt").asText()),
        verdict.path("durationMillis").asLong(),
        verdict.path("users").path("peakConcurrent").asLong(),
        required(continuity, "planned").asLong(),
        share(continuity, "rate"),
        share(continuity, "lowerBound"),
        share(continuity, "required"),
        Math.max(0, verdict.path("latencyMillis").path("restore").path("p99").asDouble()),
        texts(verdict.path("comparison").path("worse")),
        texts(verdict.path("comparison").path("better")),
        verdict.path("comparison").path("baseline").asText(),
        new Kind(
            required(verdict, "simulation").asText(),
            ShownText.of(verdict.path("target").asText()),
            verdict.path("users").path("planned").asLong(),
            verdict.path("timeScale").asDouble(1)),
        Files.exists(folder.resolve(RunFiles.PAGE)));
  }

  /** Whether it says anything of its target. */
  boolean valid() {
    return verdict != Verdict.INVALID;
  }

  /** The verdict for people, which tells a smoke run from a full one. */
  String title() {
    return smoke ? verdict + " (smoke)" : verdict.name();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  private static double share(JsonNode continuity, String key) throws IOException {
    double share = required(continuity, key).asDouble(Double.NaN);
    if (!(share >= 0 && share <= 1)) {
      throw new IOException(key + " must be 0 to 1, got: " + brief(continuity.path(key)));
    }
    return share;
  }

  private static JsonNode required(JsonNode node, String key) throws IOException {
    JsonNode value = node.get(key);
    if (value == null || !value.isValueNode()) {
      throw new IOException("verdict.json lacks " + key);
    }
    return value;
  }

  private static Verdict verdict(String name) throws IOException {
    try {
      return Verdict.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "verdict must be PASS, FAIL or INVALID, got: " + ShownText.of(name, 40), e);
    }
  }

  private static Instant startedAt(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static String brief(JsonNode value) {
    return ShownText.of(value.toString(), 40);
  }
}
