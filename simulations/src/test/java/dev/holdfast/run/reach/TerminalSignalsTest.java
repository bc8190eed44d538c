package dev.holdfast.run.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalSignalsTest {

  @ParameterizedTest
  @ValueSource(strings = {"INT", "HUP"})
  void aProcessThatIgnoresThemLivesOn(String signal) throws Exception {
    List<String> command = List.of("/bin/sh", "-c", "kill -" + signal + " $$; echo alive");

    assumeTrue(output(command).isEmpty(), "skipped: whoever started these tests ignores it");
    assertThat(output(TerminalSignals.ignoredBy(command))).isEqualTo("alive\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void itStillEndsWhenItIsToldTo(String signal) throws Exception {
    List<String> command = List.of("/bin/sh", "-c", "kill -" + signal + " $$; echo alive");

    assertThat(output(TerminalSignals.ignoredBy(command))).isEmpty();
  }

  private static String output(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output;
  }
}
