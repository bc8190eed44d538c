package dev.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessTimesTest {

  private static final String WORK = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";

  @Test
  void aChildThatIsStillThereIsCounted() throws IOException {
    assertThat(secondsOf("sh -c '" + WORK + "; echo done; exec sleep 50' & wait"))
        .isGreaterThan(0.05);
  }

  @Test
  void aChildThatHasEndedIsCounted() throws IOException {
    assertThat(secondsOf("sh -c '" + WORK + "'; echo done; exec sleep 50")).isGreaterThan(0.05);
  }

  @Test
  void aProcessThatHasEndedHasNoTimes() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(new ProcessTimes(ended.toHandle()).read()).isEmpty();
  }

  /** Of a shell, once it has been said that its child has done its work. */
  private static double secondsOf(String script) throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", script).start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("done");
      return new ProcessTimes(shell.toHandle()).read().orElseThrow().seconds();
    } finally {
      shell.descendants().forEach(ProcessHandle::destroy);
      shell.destroy();
    }
  }
}
