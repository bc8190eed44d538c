package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.measure.RunIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is compared with the last PASS of its simulation and configuration by itself. */
class BaselineTest {

  @TempDir Path root;

  @Test
  void namesWhatIsWorseInEveryReport() throws IOException {
    recorded("older-pass", 0, 9_000, Map.of());
    recorded("last-pass", 1, 4_000, Map.of());
    recorded("now", 2, 4_480, Map.of("holdfast.backend.defect-seed", "7"));

    JsonNode comparison = verdict("now").get("comparison");

    assertThat(comparison.get("baseline").asText()).isEqualTo("last-pass");
    assertThat(comparison.get("worse")).extracting(JsonNode::asText).contains("restore p99");
    assertThat(report("now"))
        .containsPattern("(?s)last PASS  worse: .*restore p99\\s+\\+1[0-9.]+ %");
    assertThat(Files.readString(root.resolve("now/summary.md"))).contains("restore p99 +1");
    assertThat(Files.readString(root.resolve("now/continuity.html")))
        .contains("Against the last PASS", "restore p99");
    assertThat(index()).contains("worse: restore p50, restore p99");
  }

  @Test
  void anEqualRunDiffersByNoise() throws IOException {
    recorded("last-pass", 0, 4_000, Map.of());
    recorded("now", 1, 4_000, Map.of());

    assertThat(verdict("now").get("comparison").get("summary").asText())
        .isEqualTo("no difference beyond noise, against last-pass");
  }

  @Test
  void anotherConfigurationIsNoBaseline() throws IOException {
    recorded("other", 0, 4_000, Map.of("holdfast.duration", "9m"));
    recorded("now", 1, 8_000, Map.of());

    assertThat(verdict("now").get("comparison").get("summary").asText())
        .isEqualTo("no earlier PASS of this simulation and configuration to compare with");
  }

  @Test
  void aFailedRunIsNoBaselineNorIsALaterOne() throws IOException {
    recorded("failed", 0, 2_000_000, Map.of());
    recorded("later", 9, 4_000, Map.of());
    recorded("now", 1, 4_000, Map.of());

    assertThat(verdict("failed").get("verdict").asText()).isEqualTo("FAIL");
    assertThat(verdict("now").get("comparison").get("baseline").asText()).isEmpty();
  }

  @Test
  void aSmokeRunIsNoBaselineAndHasNone() throws IOException {
    recorded("full", 0, 4_000, Map.of());
    recorded("smoke", 1, 4_000, Map.of("holdfast.smoke", "true"));
    recorded("later-smoke", 2, 4_000, Map.of("holdfast.smoke", "true"));

    assertThat(verdict("smoke").get("verdict").asText()).isEqualTo("PASS");
    assertThat(verdict("smoke").get("proof").asText()).isEqualTo("smoke");
    assertThat(verdict("full").get("proof").asText()).isEqualTo("full");
    assertThat(verdict("later-smoke").get("comparison").get("summary").asText())
        .isEqualTo("not compared: a smoke run proves nothing");
    assertThat(index()).contains("PASS (smoke)");
  }

  private void recorded(String name, int hours, long micros, Map<String, String> settings)
      throws IOException {
    RunIdentity was = RecordedRuns.identity(root.resolve(name));
    Map<String, String> configuration = new HashMap<>(was.configuration());
    configuration.putAll(settings);
    RecordedRuns.record(
        root.resolve(name),
        new RunIdentity(
            name,
            was.simulation(),
            was.startedAt().plus(Duration.ofHours(hours)),
            was.timeScale(),
            was.plannedUsers(),
            was.requiredContinuity(),
            was.confidence(),
            was.target(),
            configuration,
            Map.of(),
            was.promises()),
        3_000,
        0,
        micros);
    report(name);
  }

  private String report(String name) {
    return run("report", root.resolve(name).toString());
  }

  private String index() throws IOException {
    run("index", root.toString());
    return Files.readString(root.resolve("index.html"));
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    var line = Holdfast.commandLine();
    line.setOut(new PrintWriter(out));
    line.execute(arguments);
    return out.toString();
  }

  private JsonNode verdict(String name) throws IOException {
    return new ObjectMapper().readTree(root.resolve(name).resolve("verdict.json").toFile());
  }
}
