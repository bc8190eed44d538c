package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.faults.Fault;
import dev.holdfast.measure.journal.RunJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole resilience runs at a small load: green on a sound backend, red where it must be. */
final class ResilienceIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String SIMULATION = "ResilienceSimulation";

  /** Two users for each fault of an open connection and each obstacle on the way back. */
  private static final int USERS = 38;

  @TempDir Path folder;

  @Test
  void everyFaultIsSurvivedAndEveryPlannedReturnIsJudged() throws Exception {
    GateProcess run =
        GateProcess.start(
            SIMULATION,
            folder,
            with(
                "holdfast.users=" + USERS,
                "holdfast.duration=15s",
                "holdfast.pace=3s",
                "holdfast.ramp=1s"));

    int exit = run.await(PATIENCE);

    JsonNode verdict = run.verdict();
    JsonNode continuity = verdict.get("continuity");
    assertThat(verdict.get("verdict").asText()).as(run.output()).isEqualTo("PASS");
    assertThat(exit).isZero();
    assertThat(verdict.get("anomalies")).allMatch(count -> count.asLong() == 0);
    assertThat(continuity.get("judged").asLong())
        .isEqualTo(continuity.get("planned").asLong())
        .isGreaterThan(100);
    assertThat(events(run).keySet())
        .as("every fault took effect, and the backend was killed, drained and started")
        .contains(Arrays.stream(Fault.values()).map(Fault::id).toArray(String[]::new))
        .contains("backend-killed", "backend-drained", "backend-started");
    JudgedAgain.tellsAsTheRunDid(run);
    await("no backend may outlive its run")
        .atMost(Duration.ofSeconds(10))
        .until(() -> run.process().descendants().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void eachDefectIsMissedByTheObjectiveThatLooksForItAndACleanCloseProvesLittle() throws Exception {
    GateProcess run =
        GateProcess.start(
            SIMULATION,
            folder,
            with(
                "holdfast.users=18",
                "holdfast.duration=4s",
                "holdfast.pace=2s",
                "holdfast.ramp=1s",
                "holdfast.patience.answer=4s",
                "holdfast.resilience.scenarios="
                    + "clean-close,half-open,second-device,mid-stream,away-work,queued,flapping,malformed,"
                    + "token-refresh,crash,drain",
                "holdfast.backend.drain-time=0s",
                // No defect slows the first piece down: a limit that none can keep shows the check.
                "holdfast.resilience.resume=1ms",
                "holdfast.backend.defects=saves-on-disconnect:1,abandoned-turn:1,counted-twice:1,"
                    + "forged-refresh:1,broken-payload-taken:1,gap-after-resume:1,"
                    + "double-after-resume:1,lost-notification:0.15,doubled-notification:1,"
                    + "unordered-notification:1,stale-notification:1"));

    int exit = run.await(PATIENCE);

    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
    assertThat(exit).isNotZero();
    String witnesses = Files.readString(run.run().resolve("anomalies.jsonl"));
    assertThat(witnesses).contains("\"half-open\"").doesNotContain("\"clean-close\"");
    JudgedAgain.tellsAsTheRunDid(run);
    assertThat(missed(run))
        .contains(
            "away-work", "second-device", "crash-turns", "drain-turns", "flapping", "malformed")
        .contains("mid-stream", "resume-gaps", "resume-doubles", "resume")
        .contains("token-refresh", "queued", "delivery");
    assertThat(witnesses)
        .as("each defect of mailboxes is told by its own name")
        .contains("\"owed\":\"notification ")
        .contains(" no more: it was acknowledged\"")
        .contains("\"owed\":\"mixed-priorities-1-")
        .contains(": it is expired\"");
  }

  @Test
  void everybodyIsBackAfterEachStormAndThePageComparesTheBackOffs() throws Exception {
    GateProcess run =
        GateProcess.start(
            "ReconnectStormSimulation",
            folder,
            with(
                "holdfast.users=20",
                "holdfast.ramp=1s",
                "holdfast.backend.handshake-rate=20",
                "holdfast.storm.rounds=1",
                "holdfast.storm.back-off-base=200ms",
                "holdfast.storm.all-back=25s",
                "holdfast.storm.strategies=none,full-jitter"));

    int exit = run.await(PATIENCE);

    JsonNode continuity = run.verdict().get("continuity");
    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
    assertThat(exit).isZero();
    assertThat(continuity.get("judged").asLong()).isEqualTo(40);
    assertThat(continuity.get("planned").asLong()).isEqualTo(40);
    assertThat(Files.readString(run.run().resolve("continuity.html")))
        .contains("id=\"storm\"", "full-jitter");
    assertThat(RunJournal.read(run.run()).samples().get("storm.none.attempts-per-return"))
        .as("a crowded server refuses some: 20 at once, and 2 are let in")
        .isGreaterThan(1);
  }

  private static List<String> missed(GateProcess run) throws IOException {
    List<String> missed = new ArrayList<>();
    for (JsonNode objective : run.verdict().get("objectives")) {
      if (objective.get("outcome").asText().equals("MISSED")) {
        missed.add(objective.get("id").asText());
      }
    }
    return missed;
  }

  private static Map<String, Long> events(GateProcess run) throws IOException {
    Map<String, Long> events = new TreeMap<>();
    for (String line : Files.readAllLines(run.run().resolve("intervals.jsonl"))) {
      JsonNode interval = new ObjectMapper().readTree(line);
      interval
          .path("events")
          .properties()
          .forEach(event -> events.merge(event.getKey(), event.getValue().asLong(), Long::sum));
    }
    return events;
  }

  private static String[] with(String... further) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.objectives.continuity=0.95",
                "holdfast.policy.brief-deadline=4s",
                "holdfast.resilience.restore=4s",
                "holdfast.resilience.resume=4s",
                "holdfast.policy.medium-deadline=5s",
                "holdfast.resilience.heartbeat=1s",
                "holdfast.resilience.refusal-mean=2s",
                "holdfast.resilience.refusal-max=4s",
                "holdfast.resilience.token-refresh=4s",
                "holdfast.resilience.delivery=3s",
                "holdfast.resilience.bombardment=20s",
                "holdfast.generator.event-loop-lag-p99=5s",
                "holdfast.generator.gc-pause-max=5s",
                "holdfast.generator.achieved=0.5"));
    settings.addAll(Arrays.asList(further));
    return settings.toArray(String[]::new);
  }
}
