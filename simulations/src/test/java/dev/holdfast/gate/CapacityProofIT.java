package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
  private static final double NEAR = 0.05;
  private static final int AGENT_MILLIS = 300;

  /** Each run has a truth of its own, so that no grid of levels can happen to suit them all. */
  private static final int[] SESSIONS = {200, 137, 251, 163, 289, 119, 227, 181, 313, 149};

  /** More than those sessions make, once in 4 s each: else they would be the limit of both. */
  private static final int[] RECONNECTIONS = {100, 71, 127, 83, 97, 113, 94, 137, 88, 107};

  private static final double[] CONTENTION = {
    0.05, 0.03, 0.08, 0.12, 0.04, 0.1, 0.06, 0.15, 0.035, 0.07
  };

  @TempDir Path folder;

  static IntStream runs() {
    return IntStream.rangeClosed(
        Integer.getInteger("proof.first", 1), Integer.getInteger("proof.runs", 1));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void sessionsAndReconnectionsAreFoundWithinFivePercent(int run) throws Exception {
    int sessions = SESSIONS[(run - 1) % SESSIONS.length];
    int reconnections = RECONNECTIONS[(run - 1) % RECONNECTIONS.length];
    JsonNode record =
        measured(
            // What several injectors find is the sum of what each did: every other run has two.
            "holdfast.injectors=" + (1 + (run - 1) % 2),
            "holdfast.capacity.searches=sessions,reconnections",
            "holdfast.backend.limit-sessions=" + sessions,
            "holdfast.backend.limit-reconnections=" + reconnections,
            "holdfast.capacity.sessions.start=120",
            "holdfast.capacity.sessions.pace=4s",
            "holdfast.capacity.reconnections.start=60",
            "holdfast.capacity.reconnections.sessions=100");

    assertNear(answer(record, "SESSIONS"), sessions, run);
    assertNear(answer(record, "RECONNECTIONS"), reconnections, run);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theSerialShareIsCoveredByItsInterval(int run) throws Exception {
    double truth = CONTENTION[(run - 1) % CONTENTION.length];
    JsonNode record =
        measured(
            "holdfast.capacity.searches=turns",
            "holdfast.capacity.warm-up=3s",
            "holdfast.capacity.short=6s",
            // Levels tell the law if they settle in that time; how near they come to the limit does
            // not.
            "holdfast.capacity.resolution=0.05",
            "holdfast.capacity.confirmations=1",
            "holdfast.backend.contention=" + truth,
            "holdfast.backend.agent-delay=" + AGENT_MILLIS + "ms",
            "holdfast.capacity.turns.p99=1s",
            "holdfast.capacity.turns.start=4",
            "holdfast.capacity.turns.sessions=200");

    JsonNode fit = answer(record, "TURNS").get("fit");
    JsonNode sigma = fit.get("sigma");
    double share = shareOfTheWhole(truth, record);
    String found =
        "run %d, σ %s, %.5f of the whole: %s, λ %s"
            .formatted(run, truth, share, sigma, fit.get("lambda"));
    found(found);
    assertThat(sigma.get("low").asDouble()).as(found).isLessThan(share);
    assertThat(sigma.get("high").asDouble()).as(found).isGreaterThan(share);
    assertThat(sigma.get("high").asDouble() - sigma.get("low").asDouble())
        .as("what covers everything says nothing: %s", found)
        .isLessThan(truth);
  }

  /**
   * The seeded share is one of the agent's time. Sockets and processors add to that what waits for
   * nobody: how much, the level of least load tells, whose contention is known.
   */
  private static double shareOfTheWhole(double truth, JsonNode record) {
    JsonNode least =
        StreamSupport.stream(record.get("searches").get(0).get("levels").spliterator(), false)
            .min(Comparator.comparingDouble(level -> level.get("load").asDouble()))
            .orElseThrow()
            .get("figures");
    double agent = AGENT_MILLIS * (1 + truth * (least.get("concurrency").asDouble() - 1));
    double added = Math.max(0, least.get("responseMillis").asDouble() - agent);
    assertThat(added).as("what is added to the agent's time, ms").isLessThan(0.1 * AGENT_MILLIS);
    return truth * AGENT_MILLIS / (AGENT_MILLIS + added);
  }

  private static void assertNear(JsonNode answer, double truth, int run) throws IOException {
    double load = answer.get("load").asDouble();
    found("run %d, limit %.0f: %.2f found".formatted(run, truth, load));
    assertThat(answer.get("kind").asText()).as("run %d: %s", run, answer).isEqualTo("LIMIT");
    assertThat(load)
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

  /** For the record; what has to hold is asserted. */
  private static void found(String line) throws IOException {
    Files.writeString(
        Path.of("target", "capacity-proof.txt"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
