package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.fieldtargets.BackendProcess;
import dev.holdfast.fieldtargets.NginxFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A backend behind nginx, which cuts idle connections and lets only so many in at once. */
final class NginxIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int PLENTY = 200;

  @TempDir Path folder;

  @BeforeAll
  static void require() {
    assumeTrue(NginxFront.possible(), "nginx is missing: apt-get install nginx-light");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aSoundBackendBehindItIsKept() throws Exception {
    JsonNode verdict = gate(LONG, PLENTY, "holdfast.pace=1s");

    assertKept(verdict);
    assertThat(ToldObjective.in(verdict, "dropped").outcome()).isEqualTo("MET");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void connectionsThatItCutsWhileTheyAreIdleAreToldOf() throws Exception {
    JsonNode verdict = gate(Duration.ofSeconds(1), PLENTY, "holdfast.pace=5s");

    assertThat(ToldObjective.in(verdict, "dropped").outcome()).isEqualTo("MISSED");
    assertThat(verdict.at("/events/dropped-by-target").asLong()).isPositive();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whoIsOneTooManyBacksOffAndComesAgain() throws Exception {
    JsonNode verdict = gate(LONG, 3, "holdfast.pace=2s");

    assertKept(verdict);
    assertThat(verdict.at("/latencyMillis/back_off/count").asLong()).isPositive();
  }

  private JsonNode gate(Duration idle, int perSecond, String... further) throws Exception {
    String[] settings = new String[further.length + 5];
    System.arraycopy(further, 0, settings, 5, further.length);
    Path own = Files.createDirectory(folder.resolve("nginx"));
    try (BackendProcess backend = BackendProcess.start(folder, "--time-scale", "0.01");
        NginxFront nginx = NginxFront.start(own, backend.url(), idle, perSecond)) {
      settings[0] = "holdfast.target=" + nginx.url();
      settings[1] = "holdfast.time-scale=0.01";
      settings[2] = "holdfast.users=12";
      settings[3] = "holdfast.duration=10s";
      settings[4] = "holdfast.scenarios=history,memory";
      GateProcess run = GateProcess.start(folder, SmallGate.with(settings));
      run.await(PATIENCE);
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isNotEqualTo("INVALID");
      return run.verdict();
    }
  }

  private static void assertKept(JsonNode verdict) {
    assertThat(verdict.at("/continuity/kept").asLong())
        .as(verdict.toPrettyString())
        .isPositive()
        .isEqualTo(verdict.at("/continuity/planned").asLong());
  }
}
