package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.fieldtargets.BackendProcess;
import dev.holdfast.fieldtargets.FieldRelay;
import dev.holdfast.fieldtargets.FieldTarget;
import dev.holdfast.fieldtargets.FieldTargets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Targets as they are in the field, each given the verdict that it deserves by a small gate. */
final class FieldTargetsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aSoundTargetBehindARelayHolds() throws Exception {
    GateProcess gate = gateAgainst(FieldTarget.SOUND);

    assertHolds(gate);
    assertThat(ToldObjective.in(gate.verdict(), "established").measured()).isEqualTo("12 of 12");
    assertThat(ToldObjective.in(gate.verdict(), "readable").outcome()).isEqualTo("MET");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatTakesNothingInHasEstablishedNoSession() throws Exception {
    GateProcess gate = gateAgainst(FieldTargets.takingNothingIn());

    assertNothingKept(gate, "none of 12; 12 × what was said was not acknowledged");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void acksThatCannotBeReadAreCountedAndKeepNothing() throws Exception {
    GateProcess gate = gateAgainst(FieldTargets.mistypingAcks());

    assertNothingKept(gate, "not acknowledged, and frames came that could not be read");
    assertThat(ToldObjective.in(gate.verdict(), "readable").outcome()).isEqualTo("MISSED");
    assertThat(ToldObjective.in(gate.verdict(), "readable").measured()).contains("seq must be");
    assertThat(gate.verdict().get("events").toString()).contains("unreadable-frame: seq must be");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void anAgentThatNeverAnswersHasEstablishedNoSession() throws Exception {
    GateProcess gate = gateAgainst(FieldTargets.withoutAgent());

    assertNothingKept(gate, "none of 12; 12 × what was acknowledged was not answered");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aFirstConnectionThatFailsIsToldAndAccusesNobody() throws Exception {
    GateProcess gate = gateAgainst(FieldTargets.greetingLateAtFirst(Duration.ofSeconds(8)));

    assertNothingKept(gate, "none of 12; 12 × first connection: no greeting within 5000 ms");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aBusyTargetIsWaitedForAsItAsks() throws Exception {
    GateProcess gate =
        gateAgainst(
            FieldTargets.busyEveryOtherTime(429, 1),
            "holdfast.pace=3s",
            "holdfast.duration=15s",
            "holdfast.gaps.most-cycles=5");

    assertHolds(gate);
    JsonNode backOff = gate.verdict().at("/latencyMillis/back_off");
    assertThat(backOff.get("count").asLong())
        .isEqualTo(12 + gate.verdict().at("/continuity/judged").asLong());
    assertThat(backOff.get("p50").asDouble()).isGreaterThanOrEqualTo(999);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatATargetAsksOfItsClientsIsSentByAll() throws Exception {
    GateProcess gate =
        gateAgainst(
            FieldTargets.wanting(403, "Origin", "Sec-WebSocket-Protocol", "Cookie", "X-Api-Key"),
            "holdfast.reach.origin=https://app.example.org",
            "holdfast.reach.subprotocols=holdfast.v1,chat",
            "holdfast.reach.headers=Cookie: a=b | X-Api-Key: swordfish");

    assertHolds(gate);
    assertThat(gate.output()).doesNotContain("swordfish");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tokensThatWouldRunOutAreRenewedInTime() throws Exception {
    GateProcess gate = gateAgainst(FieldTarget.SOUND, List.of("--token-life", "4s"));

    assertHolds(gate);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatIsBusyRenewingThemIsAskedAgain() throws Exception {
    GateProcess gate = gateAgainst(FieldTargets.busyRenewing(1), List.of("--token-life", "4s"));

    assertHolds(gate);
    assertThat(gate.verdict().at("/latencyMillis/back_off/count").asLong()).isPositive();
  }

  /** Nothing speaks against the target; so few returns prove no 99.9th percentile. */
  private static void assertHolds(GateProcess gate) throws Exception {
    assertThat(gate.verdict().get("objectives"))
        .as(gate.output())
        .allSatisfy(
            each ->
                assertThat(each.get("outcome").asText())
                    .isIn(
                        "MET", each.get("id").asText().equals("restore-p999") ? "NOT_PROVEN" : ""));
    assertThat(gate.verdict().get("verdict").asText()).as(gate.output()).isNotEqualTo("INVALID");
    assertThat(gate.verdict().at("/continuity/kept").asLong())
        .isPositive()
        .isEqualTo(gate.verdict().at("/continuity/planned").asLong());
  }

  /** One cause, told once: FAIL, all planned returns judged and none kept, nobody accused. */
  private static void assertNothingKept(GateProcess gate, String cause) throws Exception {
    JsonNode verdict = gate.verdict();
    assertThat(verdict.get("verdict").asText()).as(gate.output()).isEqualTo("FAIL");
    assertThat(verdict.get("reasons").toString()).contains("Sessions established: missed", cause);
    assertThat(verdict.at("/continuity/kept").asLong()).isZero();
    long planned = verdict.at("/continuity/planned").asLong();
    assertThat(planned).isPositive().isEqualTo(verdict.at("/continuity/judged").asLong());
    verdict
        .get("anomalies")
        .properties()
        .forEach(
            anomaly ->
                assertThat(anomaly.getValue().asLong())
                    .as(anomaly.getKey())
                    .isEqualTo(anomaly.getKey().equals("no-answer") ? planned : 0));
    assertThat(String.join(" ", gate.lastWords())).contains("Sessions established");
  }

  private GateProcess gateAgainst(FieldTarget target, String... further) throws Exception {
    return gateAgainst(target, List.of(), further);
  }

  private GateProcess gateAgainst(
      FieldTarget target, List<String> backendOptions, String... further) throws Exception {
    List<String> options = new ArrayList<>(List.of("--time-scale", "0.01"));
    options.addAll(backendOptions);
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.time-scale=0.01",
                "holdfast.users=12",
                "holdfast.ramp=2s",
                "holdfast.duration=10s",
                "holdfast.gaps.most-cycles=3",
                "holdfast.scenarios=history,gaps"));
    settings.addAll(Arrays.asList(further));
    try (BackendProcess backend = BackendProcess.start(folder, options.toArray(String[]::new));
        FieldRelay relay = FieldRelay.start(backend.url(), target)) {
      settings.add("holdfast.target=" + relay.url());
      GateProcess gate = GateProcess.start(folder, SmallGate.with(settings.toArray(String[]::new)));
      gate.await(PATIENCE);
      return gate;
    }
  }
}
