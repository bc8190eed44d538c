package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gate.GateProcess.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generator that is the limit itself makes a run INVALID under that reason, never a hang; one
 * that is only late explains what came late and nothing else.
 */
final class InvalidRunIT {

  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final String LATE_ABOVE_100_MS = "holdfast.generator.event-loop-lag-p99=100ms";

  /** A generator that is to be late need not be warm, and on a busy machine would never be. */
  private static final String NO_WARM_UP = "holdfast.warm-up.most=0s";

  private static final String PORTS = "/proc/sys/net/ipv4/ip_local_port_range";

  @TempDir Path folder;

  @Test
  void withNothingWrongTheSameRunIsNotInvalid() throws Exception {
    GateProcess gate = sabotaged(Sabotage.NONE);

    gate.await(PATIENCE);

    assertThat(gate.verdict().get("verdict").asText()).as(gate.output()).isNotEqualTo("INVALID");
  }

  @Test
  void timesMissedByAGeneratorThatIsLateThroughoutAreNotHeldAgainstTheBackend() throws Exception {
    GateProcess gate =
        sabotaged(
            Sabotage.STALLED_THROUGHOUT, LATE_ABOVE_100_MS, "holdfast.policy.brief-deadline=1ms");

    assertInvalid(gate, "the generator ran late in 0:00 to ");
    JsonNode verdict = gate.verdict();
    assertThat(verdict.get("anomalies").get("late-restore").asInt()).isPositive();
    assertThat(ToldObjective.in(verdict, "continuity").explainedByLateness()).isTrue();
    assertThat(verdict.get("remedies").get(0).get("command").asText())
        .startsWith("mvn gatling:test -Dgatling.simulationClass=SabotagedSimulation -Dholdfast.");
  }

  @Test
  void aLostMessageIsHeldAgainstTheBackendHoweverLateTheGeneratorIs() throws Exception {
    GateProcess gate =
        sabotaged(
            Sabotage.STALLED_THROUGHOUT,
            LATE_ABOVE_100_MS,
            "holdfast.policy.brief-deadline=100ms",
            "holdfast.backend.defects=lost-message:0.5");

    int exit = gate.await(PATIENCE);

    JsonNode verdict = gate.verdict();
    assertThat(verdict.get("verdict").asText()).as(gate.output()).isEqualTo("FAIL");
    assertThat(verdict.get("notes").toString()).contains("the generator ran late in ");
    assertThat(exit).isNotZero();
  }

  @Test
  @Tag("long")
  void whatIsKeptThoughTheGeneratorIsLatePassesAndSaysSo() throws Exception {
    GateProcess gate =
        GateProcess.start(
            folder,
            sabotagedSimulation(Sabotage.STALLED_AT_TIMES),
            SmallGate.with(
                "holdfast.scenarios=history",
                "holdfast.patience.connect=20s",
                "holdfast.patience.answer=20s",
                "holdfast.policy.brief-deadline=20s",
                "holdfast.objectives.connect-mean=20s",
                "holdfast.objectives.connect-max=20s",
                "holdfast.objectives.restore-p999=20s",
                NO_WARM_UP,
                LATE_ABOVE_100_MS));

    int exit = gate.await(PATIENCE);

    JsonNode verdict = gate.verdict();
    assertThat(verdict.get("verdict").asText()).as(gate.output()).isEqualTo("PASS");
    assertThat(verdict.get("notes").toString()).contains("the generator ran late in ");
    assertThat(verdict.get("generator").get("eventLoopLagP99WhereJudgedMillis").asDouble())
        .isGreaterThan(100);
    assertThat(exit).isZero();
  }

  @Test
  @Tag("long")
  void aProcessThatGetsNoProcessorWasLate() throws Exception {
    GateProcess gate =
        GateProcess.start(
            folder,
            SmallGate.with(
                "holdfast.scenarios=history",
                "holdfast.duration=8s",
                "holdfast.users=20",
                "holdfast.ramp=0s",
                "holdfast.objectives.connect-max=1s",
                NO_WARM_UP,
                LATE_ABOVE_100_MS));
    await("the load is on")
        .atMost(Duration.ofMinutes(1))
        .until(() -> gate.output().contains(" users  "));

    Standstill.of(gate.process().toHandle(), Duration.ofSeconds(2));

    assertInvalid(gate, "the generator ran late in ");
  }

  @Test
  @Tag("long")
  void pausesOfTheCollectorAreLateness() throws Exception {
    GateProcess gate =
        GateProcess.start(
            folder,
            new Setting(
                Setting.NORMAL.simulation(),
                List.of(),
                List.of("-XX:+UseSerialGC", "-Xmn12m", "-XX:MaxTenuringThreshold=15")),
            tiny("holdfast.generator.gc-pause-max=1ms"));

    gate.await(PATIENCE);

    assertThat(gate.verdict().get("notes").toString())
        .as(gate.output())
        .contains(", stood still for up to ");
  }

  @Test
  @Tag("long")
  void tooFewFilesAreNamed() throws Exception {
    GateProcess gate =
        GateProcess.start(
            folder,
            new Setting(
                Setting.NORMAL.simulation(),
                // Only the generator keeps the soft limit; the backend raises it to the hard one.
                List.of("/bin/sh", "-c", "ulimit -Sn 300; exec \"$@\"", "sh"),
                List.of("-XX:-MaxFDLimit")),
            tiny("holdfast.users=150"));

    assertInvalid(gate, "the generator ran out of files");
  }

  @Test
  @Tag("long")
  void tooFewPortsAreNamed() throws Exception {
    List<String> ownNetwork = List.of("unshare", "--map-root-user", "--net");
    assumeTrue(
        succeeds(ownNetwork, "sh", "-c", "ip link set lo up && echo 40000 40040 > " + PORTS),
        "skipped: this machine gives no network of its own to a process (unshare --net, ip)");
    List<String> wrapper = new ArrayList<>(ownNetwork);
    wrapper.addAll(
        List.of(
            "sh", "-c", "ip link set lo up; echo 40000 40040 > " + PORTS + "; exec \"$@\"", "sh"));
    GateProcess gate =
        GateProcess.start(
            folder,
            new Setting(Setting.NORMAL.simulation(), wrapper, List.of()),
            tiny("holdfast.users=60", "holdfast.source-addresses="));

    assertInvalid(gate, "the generator ran out of local ports");
  }

  @Test
  @Tag("long")
  void aRunInWhichNobodyCameIsNoProof() throws Exception {
    assertInvalid(
        sabotaged(Sabotage.NOBODY, "holdfast.duration=1s", "holdfast.patience.answer=1s"),
        "10 users not yet done");
  }

  @Test
  void aReconnectionThatWasPlannedAndNeverJudgedIsMissed() throws Exception {
    assertInvalid(sabotaged(Sabotage.UNJUDGED), "planned and judged reconnections differ: ");
  }

  @Test
  @Tag("long")
  void aWallClockThatJumpsIsToldAndExplainsNothing() throws Exception {
    GateProcess gate = sabotaged(Sabotage.CLOCK_STEP);

    gate.await(PATIENCE);

    assertThat(gate.verdict().get("verdict").asText()).as(gate.output()).isNotEqualTo("INVALID");
    assertThat(gate.verdict().get("notes").toString())
        .contains("the wall clock's jump during the run was ");
  }

  @Test
  void aSmokeRunAsksForNoProofAndEndsWellUnlessSomethingBroke() throws Exception {
    GateProcess gate = GateProcess.start(folder, tiny("holdfast.smoke=true"));

    int exit = gate.await(PATIENCE);

    assertThat(gate.verdict().get("verdict").asText()).as(gate.output()).isEqualTo("PASS");
    assertThat(gate.verdict().get("proof").asText()).isEqualTo("smoke");
    assertThat(String.join("\n", gate.lastWords())).contains("PASS (smoke)");
    assertThat(exit).isZero();
  }

  @Test
  @Tag("long")
  void aSmokeRunInWhichSomethingBrokeFails() throws Exception {
    GateProcess gate =
        GateProcess.start(
            folder, tiny("holdfast.smoke=true", "holdfast.backend.defects=lost-message:0.5"));

    int exit = gate.await(PATIENCE);

    assertThat(gate.verdict().get("verdict").asText()).as(gate.output()).isEqualTo("FAIL");
    assertThat(String.join("\n", gate.lastWords())).contains("FAIL (smoke)", "lost-message");
    assertThat(exit).isNotZero();
  }

  private GateProcess sabotaged(Sabotage sabotage, String... settings) throws IOException {
    return GateProcess.start(folder, sabotagedSimulation(sabotage), tiny(settings));
  }

  private static Setting sabotagedSimulation(Sabotage sabotage) {
    return new Setting(
        SabotagedSimulation.class.getName(),
        List.of(),
        List.of("-D" + SabotagedSimulation.PROPERTY + "=" + sabotage.name()));
  }

  /** Some dozens of reconnections within seconds. */
  private static String[] tiny(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "holdfast.scenarios=history",
                "holdfast.users=10",
                "holdfast.ramp=0s",
                "holdfast.duration=2s",
                NO_WARM_UP));
    all.addAll(Arrays.asList(settings));
    return SmallGate.with(all.toArray(String[]::new));
  }

  private static void assertInvalid(GateProcess gate, String reason) throws Exception {
    int exit = gate.await(PATIENCE);

    JsonNode verdict = gate.verdict();
    assertThat(verdict.get("verdict").asText()).as(gate.output()).isEqualTo("INVALID");
    assertThat(verdict.get("reasons").toString()).contains(reason);
    assertThat(String.join("\n", gate.lastWords())).contains("INVALID");
    assertThat(exit).isNotZero();
  }

  private static boolean succeeds(List<String> command, String... further) throws Exception {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(Arrays.asList(further));
    try {
      Process process =
          new ProcessBuilder(whole)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
