package dev.holdfast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.measure.journal.RunJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {

  @TempDir Path folder;

  @Test
  void aProcessThatIsKilledLeavesEveryIntervalThatItWrote() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path", ""),
                RecordingProcess.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    long written;
    try {
      await("five intervals of the other process")
          .atMost(Duration.ofMinutes(1))
          .until(() -> wholeLines() >= 5);
      written = wholeLines();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

    RunRecord run = RunJournal.read(folder);

    assertThat(run.complete()).isFalse();
    assertThat(run.endedBy()).isEqualTo("killed");
    assertThat(run.abortReasons()).isEmpty();
    assertThat(run.intervals()).hasSizeGreaterThanOrEqualTo((int) written);
    assertThat(run.total().judged()).isPositive();
    assertThat(run.total().planned()).isGreaterThanOrEqualTo(run.total().judged());
    assertThat(run.latencies()).containsKey(new Series(Phase.RESTORE, new Cohort("gap", "brief")));
  }

  private long wholeLines() throws IOException {
    Path intervals = folder.resolve("intervals.jsonl");
    if (!Files.exists(intervals)) {
      return 0;
    }
    List<String> parts = List.of(Files.readString(intervals).split("\n", -1));
    return parts.size() - 1L;
  }
}
