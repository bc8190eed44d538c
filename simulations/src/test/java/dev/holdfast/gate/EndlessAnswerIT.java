package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target whose answers never end does not keep a run alive, and gets no PASS. */
final class EndlessAnswerIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  @Tag("long")
  void theRunEndsWithinItsLongestTimeAndTellsWhatItMeasured() throws Exception {
    try (EndlessServer target = EndlessServer.open()) {
      GateProcess gate =
          GateProcess.start(
              folder,
              SmallGate.with(
                  "holdfast.target=" + target.url(),
                  "holdfast.scenarios=history",
                  "holdfast.users=5",
                  "holdfast.ramp=0s",
                  "holdfast.duration=2s",
                  "holdfast.patience.answer=1s"));

      int exit = gate.await(PATIENCE);

      assertThat(exit).isNotZero();
      assertThat(gate.verdict().get("verdict").asText()).as(gate.output()).isNotEqualTo("PASS");
      assertThat(gate.verdict().get("continuity").get("kept").asLong()).isZero();
      assertThat(gate.run().resolve("continuity.html")).isNotEmptyFile();
    }
  }
}
