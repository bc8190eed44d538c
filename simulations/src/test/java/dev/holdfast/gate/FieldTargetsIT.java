package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fieldtargets.FieldRelay;
import dev.holdfast.fieldtargets.FieldTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets as they are in the field, each given the verdict that it deserves by a small gate. */
final class FieldTargetsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void aSoundTargetBehindARelayPasses() throws Exception {
    GateProcess gate = gateAgainst(FieldTarget.SOUND);

    assertThat(gate.verdict().get("verdict").asText()).as(gate.output()).isEqualTo("PASS");
    assertThat(gate.verdict().at("/continuity/kept").asLong())
        .isEqualTo(gate.verdict().at("/continuity/planned").asLong());
  }

  private GateProcess gateAgainst(FieldTarget target, String... further) throws Exception {
    List<String> settings = new ArrayList<>(List.of("holdfast.time-scale=0.01"));
    settings.addAll(Arrays.asList(further));
    try (BackendProcess backend = BackendProcess.start(folder, "--time-scale", "0.01");
        FieldRelay relay = FieldRelay.start(backend.url(), target)) {
      settings.add("holdfast.target=" + relay.url());
      GateProcess gate = GateProcess.start(folder, SmallGate.with(settings.toArray(String[]::new)));
      gate.await(PATIENCE);
      return gate;
    }
  }
}
