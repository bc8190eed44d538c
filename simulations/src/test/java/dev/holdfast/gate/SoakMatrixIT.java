package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Soaks of some minutes, with the tolerances that a user has: each kind of drift is seeded in
 * mid-run and must be named with its beginning; clean ones raise no alarm; and what soaks meet does
 * not pass for success. Run by {@code mvn verify -Psoak-matrix}; 45 minutes.
 */
@Tag("soak-matrix")
final class SoakMatrixIT {

  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Duration UNTIL_WARM = Duration.ofSeconds(30);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "descriptor-leak:0.05@60s, steady-backend.open-files",
    "context-leak:1@60s, steady-backend.live-heap-bytes",
    "slow-restore:0.05@60s, steady-restore-p99",
    "latency-creep:1, cycle-growth",
  })
  void whatBeginsInMidRunIsNamedWithItsBeginning(String defect, String objective) throws Exception {
    GateProcess soak =
        start("holdfast.pace=1500ms", "holdfast.users=500", "holdfast.backend.defects=" + defect);

    soak.await(PATIENCE);

    JsonNode verdict = soak.verdict();
    assertThat(verdict.get("verdict").asText()).as(soak.output()).isEqualTo("FAIL");
    assertThat(ToldObjective.in(verdict, objective).outcome())
        .as(soak.output())
        .isEqualTo("MISSED");
    if (objective.startsWith("steady-")) {
      assertThat(SoakRun.since(verdict, objective))
          .as(ToldObjective.in(verdict, objective).measured())
          .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(100));
    }
  }

  @RepeatedTest(3)
  void aCleanSoakRaisesNoAlarm() throws Exception {
    GateProcess soak = start();

    int exit = soak.await(PATIENCE);

    assertThat(missed(soak.verdict())).as(soak.output()).isEmpty();
    assertThat(soak.verdict().get("verdict").asText()).isEqualTo("PASS");
    assertThat(exit).isZero();
    assertThat(SoakRun.unevenness(soak, UNTIL_WARM, Duration.ofSeconds(170)))
        .as("losses come evenly, not in the beat of the ramp with the pace")
        .isLessThan(0.15);
  }

  @Test
  void anEbbOfUsersIsNoDrift() throws Exception {
    GateProcess soak =
        start(
            "holdfast.soak.day=0s:1,40s:1,50s:0.3,70s:0.3,80s:1", "holdfast.soak.day-length=150s");

    soak.await(PATIENCE);

    assertThat(missed(soak.verdict())).as(soak.output()).isEmpty();
    assertThat(SoakRun.fewestUsersBetween(soak, Duration.ofSeconds(85), Duration.ofSeconds(100)))
        .as("users at the ebb")
        .isBetween(60.0, 240.0);
  }

  @Test
  void aSuspendedGeneratorMakesNoBackendGuilty() throws Exception {
    GateProcess soak = start("holdfast.duration=60s", "holdfast.generator.gc-pause-max=2s");
    await("the soak is under way").atMost(PATIENCE).until(() -> SoakRun.judged(soak) > 500);

    Standstill.of(soak.process().toHandle(), Duration.ofSeconds(4));
    soak.await(PATIENCE);

    JsonNode verdict = soak.verdict();
    assertThat(verdict.get("verdict").asText()).as(soak.output()).isNotEqualTo("FAIL");
    assertThat(verdict.get("reasons").toString() + verdict.get("notes"))
        .contains("stood still for up to ");
  }

  @Test
  void anUnreachableBackendIsJudgedAndTheRunGoesOn() throws Exception {
    GateProcess soak = start("holdfast.duration=90s");
    await("the soak is under way").atMost(PATIENCE).until(() -> SoakRun.judged(soak) > 500);
    ProcessHandle backend = soak.process().descendants().findFirst().orElseThrow();

    Standstill.of(backend, Duration.ofSeconds(8));
    long then = SoakRun.judged(soak);
    soak.await(PATIENCE);

    JsonNode continuity = soak.verdict().get("continuity");
    assertThat(soak.verdict().get("verdict").asText()).as(soak.output()).isEqualTo("FAIL");
    assertThat(continuity.get("planned").asLong())
        .isEqualTo(continuity.get("judged").asLong())
        .isGreaterThan(then + 1_000);
    assertThat(soak.verdict().get("anomalies").get("no-answer").asLong()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"kill, backend-killed", "drain, backend-drained", "drop, all-dropped"})
  void whatStrikesEverybodyIsOneClusterAndNobodyLosesASession(String kind, String recorded)
      throws Exception {
    GateProcess soak =
        start(
            "holdfast.duration=60s",
            // A restart must stay within a session's life: below 5 min, scaled.
            "holdfast.time-scale=0.1",
            "holdfast.gaps.brief=2s",
            "holdfast.gaps.extended=310s",
            // From then on as many contexts begin as are forgotten, of sessions of all ages.
            "holdfast.soak.warm-up=40s",
            "holdfast.backend.forget-after=35s",
            // All users come back at once to a process that has just started.
            "holdfast.policy.brief-deadline=6s",
            "holdfast.policy.medium-deadline=6s",
            "holdfast.objectives.connect-max=6s",
            "holdfast.objectives.restore-p999=6s",
            "holdfast.soak.window-p99=6s",
            // A minute with 60 collections says little of growth, and this is not about it.
            "holdfast.objectives.cycle-floor=20ms",
            "holdfast.soak.mix=brief:4,move:2,mid-turn:1,unacked:1,taken-over:1,reset:2,half-open:1",
            "holdfast.soak.events=" + kind + "@20s");

    int exit = soak.await(PATIENCE);

    assertThat(missed(soak.verdict())).as(soak.output()).isEmpty();
    assertThat(soak.verdict().get("verdict").asText()).isEqualTo("PASS");
    assertThat(SoakRun.events(soak, recorded)).isEqualTo(1);
    assertThat(SoakRun.cohorts(soak)).contains("event=" + kind + "-1");
    assertThat(exit).isZero();
  }

  @Test
  void aFullDiskIsNoPassAndNoHang() throws Exception {
    Path small = Files.createDirectories(folder.resolve("reports"));
    List<String> ownMounts = List.of("unshare", "--map-root-user", "--mount");
    String mount = "mount -t tmpfs -o size=400k tmpfs " + small;
    assumeThat(succeeds(ownMounts, "sh", "-c", mount))
        .as("this machine gives no mounts of its own to a process (unshare --mount)")
        .isTrue();
    List<String> wrapper = new ArrayList<>(ownMounts);
    wrapper.addAll(List.of("sh", "-c", mount + "; exec \"$@\"", "sh"));
    GateProcess soak =
        GateProcess.start(
            folder,
            new GateProcess.Setting(SoakRun.SETTING.simulation(), wrapper, List.of()),
            SmallSoak.with("holdfast.duration=30s"));

    int exit = soak.await(Duration.ofMinutes(3));

    assertThat(exit).as(soak.output()).isNotZero();
    assertThat(soak.said())
        .contains("No space left on device", "⊘ INVALID")
        .doesNotContain("✓ PASS");
  }

  private GateProcess start(String... further) throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.users=400",
                "holdfast.ramp=10s",
                "holdfast.soak.warm-up=" + UNTIL_WARM.minusSeconds(10).toSeconds() + "s",
                "holdfast.duration=150s",
                "holdfast.pace=4s",
                "holdfast.reports.interval=1s",
                "holdfast.backend.forget-after=15s",
                // A full collection every two seconds is more than any generator should bear.
                "holdfast.generator.event-loop-lag-p99=1s",
                "holdfast.policy.brief-deadline=2s",
                "holdfast.soak.collect-every=2s"));
    for (String each : further) {
      settings.removeIf(known -> known.startsWith(each.substring(0, each.indexOf('=') + 1)));
      settings.add(each);
    }
    return GateProcess.start(folder, SoakRun.SETTING, settings.toArray(String[]::new));
  }

  private static List<String> missed(JsonNode verdict) {
    return StreamSupport.stream(verdict.get("objectives").spliterator(), false)
        .filter(objective -> !objective.get("outcome").asText().equals("MET"))
        .map(JsonNode::toString)
        .toList();
  }

  private static boolean succeeds(List<String> command, String... further) throws Exception {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(Arrays.asList(further));
    return new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
