package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Holdfast;
import dev.holdfast.fieldtargets.BackendProcess;
import dev.holdfast.fieldtargets.FieldRelay;
import dev.holdfast.fieldtargets.FieldTarget;
import dev.holdfast.fieldtargets.FieldTargets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code holdfast dialect check} against sound targets and others. */
final class ConformanceIT {

  @TempDir Path folder;

  /** What the command printed, and how it ended. */
  private record Ran(int exit, String output) {}

  @Test
  void aSoundBackendKeepsEachRule() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder)) {
      Ran ran = check(backend.url());

      assertThat(ran.output()).doesNotContain("✗", "not tried").contains("22 of 22 hold");
      assertThat(ran.exit()).isZero();
    }
  }

  @Test
  void soDoesOneBehindARelay() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder);
        FieldRelay relay = FieldRelay.start(backend.url(), FieldTarget.SOUND)) {
      assertThat(check(relay.url()).output()).contains("22 of 22 hold");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lost-message, after a goodbye, lost-message",
    "lost-memory, after a goodbye, lost-memory",
    "split-session, a newer connection takes over, stays open",
    "duplicated-message, after a goodbye, duplicated-message",
    "admitted, a token with another signature, it was let in",
  })
  void aDefectIsToldAtTheRuleThatItBreaks(String defect, String rule, String seen)
      throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, "--defects", defect + ":1")) {
      Ran ran = check(backend.url());

      assertThat(ran.output())
          .containsSubsequence("✗ " + rule, seen)
          .doesNotContain("22 of 22 hold");
      assertThat(ran.exit()).isEqualTo(1);
    }
  }

  @Test
  void whatRestsOnABrokenRuleIsNotTried() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder);
        FieldRelay relay = FieldRelay.start(backend.url(), FieldTargets.takingNothingIn())) {
      Ran ran = check(relay.url());

      assertThat(ran.output())
          .contains(
              "✗ a message is acknowledged",
              "no message_ack within",
              "- after a goodbye, all is there again: not tried");
      assertThat(ran.exit()).isEqualTo(1);
    }
  }

  @Test
  void theCodeOfAConnectionWhoseTokenWasRevokedIsLookedAt() throws Exception {
    FieldTarget policy =
        new FieldTarget() {
          @Override
          public int closesWith(int code) {
            return code == 4401 ? 1008 : code;
          }
        };
    try (BackendProcess backend = BackendProcess.start(folder);
        FieldRelay relay = FieldRelay.start(backend.url(), policy)) {
      assertThat(check(relay.url()).output())
          .containsSubsequence(
              "✗ a revoked token ends its connection", "was closed with 1008", "21 of 22 hold");
    }
  }

  @Test
  void aTargetThatIsNotThereBreaksTheFirstRule() {
    Ran ran = check("ws://127.0.0.1:9/ws");

    assertThat(ran.output()).contains("✗ a session is issued to a user", "0 of 22 hold");
    assertThat(ran.exit()).isEqualTo(1);
  }

  private static Ran check(String target) {
    StringWriter out = new StringWriter();
    CommandLine line =
        Holdfast.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    int exit = line.execute("dialect", "check", "--target", target);
    return new Ran(exit, out.toString());
  }
}
