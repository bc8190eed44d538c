package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The searches held to limits that are known, again and again. Run by {@code -Pcapacity}. */
@Tag("capacity")
final class CapacityProofIT {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SESSIONS = 200;
  private static final int RECONNECTIONS = 100;
  private static final double CONTENTION = 0.05;
  private static final double NEAR = 0.05;

  @TempDir Path folder;

  static IntStream runs() {
    return IntStream.rangeClosed(1, Integer.getInteger("proof.runs", 1));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void sessionsAndReconnectionsAreFoundWithinFivePercent(int run) throws Exception {
    JsonNode record =
        measured(
            "holdfast.capacity.searches=sessions,reconnections",
            "holdfast.backend.limit-sessions=" + SESSIONS,
            "holdfast.backend.limit-reconnections=" + RECONNECTIONS,
            "holdfast.capacity.sessions.start=120",
            "holdfast.capacity.sessions.pace=4s",
            "holdfast.capacity.reconnections.start=60",
            "holdfast.capacity.reconnections.sessions=100");

    assertNear(answer(record, "SESSIONS"), SESSIONS, run);
    assertNear(answer(record, "RECONNECTIONS"), RECONNECTIONS, run);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theSerialShareIsCoveredByItsInterval(int run) throws Exception {
    JsonNode record =
        measured(
            "holdfast.capacity.searches=turns",
            "holdfast.backend.contention=" + CONTENTION,
            "holdfast.backend.agent-delay=100ms",
            "holdfast.capacity.turns.start=20",
            "holdfast.capacity.turns.sessions=200");

    JsonNode sigma = answer(record, "TURNS").get("fit").get("sigma");
    assertThat(sigma.get("low").asDouble()).as("run %d: %s", run, sigma).isLessThan(CONTENTION);
    assertThat(sigma.get("high").asDouble()).as("run %d: %s", run, sigma).isGreaterThan(CONTENTION);
    assertThat(sigma.get("high").asDouble() - sigma.get("low").asDouble())
        .as("run %d: what covers everything says nothing: %s", run, sigma)
        .isLessThan(CONTENTION);
  }

  private static void assertNear(JsonNode answer, double truth, int run) {
    assertThat(answer.get("kind").asText()).as("run %d: %s", run, answer).isEqualTo("LIMIT");
    assertThat(answer.get("load").asDouble())
        .as("run %d: %s", run, answer)
        .isBetween(truth * (1 - NEAR), truth * (1 + NEAR));
  }

  private JsonNode measured(String... further) throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.capacity.warm-up=2s",
                "holdfast.capacity.short=4s",
                "holdfast.capacity.long=8s",
                "holdfast.reports.interval=500ms"));
    settings.addAll(Arrays.asList(further));
    GateProcess run =
        GateProcess.start("CapacitySimulation", folder, settings.toArray(String[]::new));
    run.await(PATIENCE);
    Path record = run.run().resolve("capacity.json");
    assertThat(record).as(run.output()).exists();
    return new ObjectMapper().readTree(Files.readString(record));
  }

  private static JsonNode answer(JsonNode record, String search) throws IOException {
    return StreamSupport.stream(record.get("answers").spliterator(), false)
        .filter(answer -> answer.get("search").asText().equals(search))
        .findFirst()
        .orElseThrow(() -> new IOException("no search over " + search + " was recorded"));
  }
}
