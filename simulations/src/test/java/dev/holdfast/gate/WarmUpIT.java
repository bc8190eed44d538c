package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.evidence.EvidenceLine;
import dev.holdfast.evidence.EvidenceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A warm-up leaves nothing in the run that follows it: not in Gatling's statistics, which is also
 * where a version of Gatling that changes its inner classes shows, nor in anything of ours.
 */
final class WarmUpIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int USERS = 8;
  private static final int RETURNS = 4 * USERS;

  /** Only users of these scenarios live in the run; those of all others only in the warm-up. */
  private static final String SCENARIO = "performance";

  private static GateProcess gate;
  private static String statistics = "";

  @BeforeAll
  static void runAGateOfOneScenarioAfterAWarmUpOfAll(@TempDir Path folder) throws Exception {
    gate =
        GateProcess.start(
            folder,
            SmallGate.with(
                "holdfast.users=" + USERS,
                "holdfast.scenarios=" + SCENARIO,
                "holdfast.ramp=0s",
                "holdfast.duration=4s",
                "holdfast.warm-up.users=" + USERS,
                "holdfast.warm-up.most=120s",
                // Whatever the machine: this is about what is left of it, not about how long it
                // takes.
                "holdfast.warm-up.compilation=1",
                "holdfast.warm-up.settled-for=1s"));
    gate.await(PATIENCE);
    statistics =
        Files.readString(gate.run().resolve("simulation.log"), StandardCharsets.ISO_8859_1);
  }

  @Test
  void itIsToldInALineAndItsLengthIsKept() throws IOException {
    assertThat(gate.said())
        .contains("warming up, 120 s at most; nothing of it counts")
        .doesNotContain("not warm after");
    assertThat(Files.readString(gate.run().resolve("samples.jsonl"))).contains("warm-up.seconds");
  }

  @Test
  void gatlingsStatisticsHoldNoneOfItsRequestsAndUsers() {
    assertThat(statistics)
        .contains("open session", SCENARIO)
        .doesNotContain("warm-up", "introspect", "intruder", "consistency", "services");
  }

  @Test
  void gatlingCountsTheSessionsOfTheRunOnly() throws IOException {
    String page = Files.readString(gate.run().resolve("index.html")).replaceAll("\\s+", " ");

    assertThat(page)
        .containsPattern(
            "open session</span>.{0,200}?<td class=\"value total col-2\">" + USERS + "</td>");
  }

  @Test
  void theRecordHoldsTheReturnsOfTheRunOnly() throws IOException {
    JsonNode verdict = gate.verdict();

    assertThat(verdict.get("continuity").get("planned").asInt()).isEqualTo(RETURNS);
    assertThat(verdict.get("continuity").get("judged").asInt()).isEqualTo(RETURNS);
    assertThat(verdict.get("latencyMillis").get("restore").get("count").asInt()).isEqualTo(RETURNS);
    assertThat(verdict.get("users").get("peakConcurrent").asInt()).isEqualTo(USERS);
    assertThat(verdict.get("anomalies")).allMatch(count -> count.asLong() == 0);
  }

  @Test
  void theJournalBeginsAfterIt() throws IOException {
    List<String> intervals = Files.readAllLines(gate.run().resolve("intervals.jsonl"));

    assertThat(intervals).isNotEmpty();
    JsonNode first = new ObjectMapper().readTree(intervals.get(0));
    assertThat(first.get("fromMillis").asLong()).isZero();
    assertThat(
            StreamSupport.stream(
                ((Iterable<String>) () -> first.get("tallies").fieldNames()).spliterator(), false))
        .noneMatch(cohort -> cohort.startsWith("scenario=") && !cohort.endsWith(SCENARIO));
  }

  @Test
  void theEvidenceHoldsTheSessionsOfTheRunOnly() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (EvidenceReader evidence = EvidenceFile.read(gate.run())) {
      for (EvidenceLine each = evidence.next(); each != null; each = evidence.next()) {
        keys.add(each.key());
      }
    }
    assertThat(keys).hasSize(USERS).allMatch(key -> key.startsWith("user-"));
  }
}
