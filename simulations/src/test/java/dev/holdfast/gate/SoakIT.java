package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Short soaks in a process of their own: one whose backend is killed and that is then stopped, one
 * that is hopeless, one with a leak. Longer ones: {@link SoakMatrixIT}.
 */
final class SoakIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final GateProcess.Setting SOAK = SoakRun.SETTING;

  @TempDir Path folder;

  @Test
  void aTerminatedSoakPassesOnWhatRanAndIsMarkedPartial() throws Exception {
    GateProcess soak =
        GateProcess.start(
            folder,
            SOAK,
            SmallSoak.with(
                "holdfast.duration=10m",
                "holdfast.soak.events=command@1s",
                "holdfast.soak.command=echo rolled out"));

    await("enough was judged for percentiles and a trend")
        .atMost(PATIENCE)
        .failFast("the soak has ended", () -> !soak.process().isAlive())
        .until(() -> SoakRun.judged(soak) > 4_000);
    await("the live metrics are those that the report is made of")
        .atMost(PATIENCE)
        .until(() -> SoakRun.judgedLive(soak) == SoakRun.judged(soak));
    soak.process().destroy();
    int exit = soak.await(Duration.ofSeconds(40));

    JsonNode verdict = soak.verdict();
    assertThat(verdict.get("verdict").asText()).as(soak.output()).isEqualTo("PASS");
    assertThat(verdict.get("complete").asBoolean()).isFalse();
    assertThat(verdict.get("continuity").get("planned"))
        .as("returns under way are left out of the report as well as of the verdict")
        .isEqualTo(verdict.get("continuity").get("judged"));
    assertThat(ToldObjective.in(verdict, "steady-backend.open-files").outcome()).isEqualTo("MET");
    assertThat(exit).as("a signal is no PASS to a scheduler").isNotZero();
    assertThat(SoakRun.events(soak, "command-ended")).isEqualTo(1);
    assertThat(soak.run().resolve("command.log")).hasContent("rolled out");
    JudgedAgain.tellsAsTheRunDid(soak);
  }

  @Test
  void aCommandThatFailsMakesNoBackendGuilty() throws Exception {
    GateProcess soak =
        GateProcess.start(
            folder,
            SOAK,
            SmallSoak.with(
                "holdfast.duration=4s",
                "holdfast.soak.events=command@1s",
                "holdfast.soak.command=exit 3 # swordfish"));

    int exit = soak.await(PATIENCE);

    assertThat(soak.verdict().get("verdict").asText()).as(soak.output()).isEqualTo("INVALID");
    assertThat(soak.verdict().get("reasons").toString())
        .contains("the command of the event command-1 ended with 3; see command.log");
    assertThat(exit).isNotZero();
    assertThat(Files.readString(soak.run().resolve("run.json"))).doesNotContain("swordfish");
    assertThat(soak.output()).doesNotContain("swordfish");
  }

  /** Beside the longer soaks, for it takes three quarters of a minute. */
  @Test
  @Tag("soak-matrix")
  void aTerminatedSoakWhoseBackendWasKilledTwicePassesOnWhatRan() throws Exception {
    GateProcess soak =
        GateProcess.start(
            folder,
            SOAK,
            SmallSoak.with(
                "holdfast.duration=10m",
                // A restart must stay within a session's life: below 5 min, scaled.
                "holdfast.time-scale=0.1",
                "holdfast.backend.forget-after=2m",
                "holdfast.soak.mix=brief:4,move:2,mid-turn:1,taken-over:1,reset:2,half-open:1",
                "holdfast.gaps.brief=2s",
                "holdfast.soak.events=kill@2s,kill@14s"));

    await("the backend was killed and started twice")
        .atMost(PATIENCE)
        .failFast("the soak has ended", () -> !soak.process().isAlive())
        .until(() -> SoakRun.events(soak, "backend-started") == 2);
    long before = SoakRun.judged(soak);
    await("enough was judged afterwards for percentiles and a trend")
        .atMost(PATIENCE)
        .failFast("the soak has ended", () -> !soak.process().isAlive())
        .until(() -> SoakRun.judged(soak) > before + 2_500);
    await("the live metrics are those that the report is made of")
        .atMost(PATIENCE)
        .until(() -> SoakRun.judgedLive(soak) == SoakRun.judged(soak));
    soak.process().destroy();
    int exit = soak.await(Duration.ofSeconds(40));

    JsonNode verdict = soak.verdict();
    assertThat(verdict.get("verdict").asText()).as(soak.output()).isEqualTo("PASS");
    assertThat(verdict.get("complete").asBoolean()).isFalse();
    assertThat(verdict.get("continuity").get("rate").asDouble()).isGreaterThan(0.99);
    assertThat(ToldObjective.in(verdict, "steady-backend.open-files").outcome()).isEqualTo("MET");
    assertThat(SoakRun.cohorts(soak)).contains("event=kill-1", "event=kill-2");
    assertThat(SoakRun.events(soak, "reset")).as("the network struck too").isPositive();
    assertThat(SoakRun.events(soak, "client-vanishes")).as("also half-open").isPositive();
    assertThat(exit).as("a signal is no PASS to a scheduler").isNotZero();
  }

  @Test
  void aHopelessSoakEndsEarlyAndFails() throws Exception {
    GateProcess soak =
        GateProcess.start(
            folder,
            SOAK,
            SmallSoak.with(
                "holdfast.duration=30s",
                "holdfast.stop-when=broken",
                "holdfast.objectives.continuity=0.999",
                "holdfast.backend.defects=lost-message:0.5"));

    int exit = soak.await(PATIENCE);

    assertThat(soak.verdict().get("verdict").asText()).as(soak.output()).isEqualTo("FAIL");
    assertThat(soak.verdict().get("anomalies").get("lost-message").asLong()).isPositive();
    assertThat(soak.said()).contains("can no longer pass");
    JudgedAgain.tellsAsTheRunDid(soak);
    assertThat(exit).isNotZero();
  }

  @Test
  @Tag("soak-matrix")
  void whatBeginsToLeakInMidRunIsNamedWithItsBeginning() throws Exception {
    GateProcess soak =
        GateProcess.start(
            folder,
            SOAK,
            SmallSoak.with(
                "holdfast.duration=15s",
                "holdfast.reports.interval=250ms",
                "holdfast.soak.drift.count=5",
                "holdfast.soak.drift.count-floor=20",
                "holdfast.backend.defects=descriptor-leak:1@12s"));

    soak.await(PATIENCE);

    JsonNode verdict = soak.verdict();
    assertThat(verdict.get("verdict").asText()).as(soak.output()).isEqualTo("FAIL");
    assertThat(ToldObjective.in(verdict, "steady-backend.open-files").outcome())
        .as(soak.output())
        .isEqualTo("MISSED");
    assertThat(ToldObjective.in(verdict, "steady-backend.threads").outcome()).isEqualTo("MET");
    assertThat(SoakRun.since(verdict, "steady-backend.open-files"))
        .as("neither from the warm-up on nor only at the end")
        .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(19));
  }
}
