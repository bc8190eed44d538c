package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {

  private static final String EARLIER = "gate-20300101000000000";
  private static final String LATER = "gate-20300101000000001";

  @TempDir Path reports;

  @Test
  void theFolderThatGatlingMadeIsTaken() throws Exception {
    Path made = Files.createDirectory(reports.resolve(EARLIER));
    Files.createDirectory(reports.resolve("soak-20300101000000001"));
    Files.createDirectory(reports.resolve("gate-20000101000000000"));

    assertThat(runFolder()).isEqualTo(made);
  }

  /** Two runs in one folder: each must find its own. */
  @Test
  void theOneThatThisProcessWritesToIsTakenThoughAnotherIsNewer() throws Exception {
    Path own = Files.createDirectory(reports.resolve(EARLIER));
    Files.createDirectory(reports.resolve(LATER));

    try (OutputStream log = Files.newOutputStream(own.resolve("simulation.log"))) {
      log.write(0);
      assertThat(runFolder())
          .isEqualTo(Files.isDirectory(Path.of("/proc/self/fd")) ? own : reports.resolve(LATER));
    }
  }

  @Test
  void noTwoRunsHaveOneFolder() throws Exception {
    Files.createDirectory(reports.resolve(EARLIER));
    Set<Path> folders = new TreeSet<>();

    for (int i = 0; i < 20; i++) {
      folders.add(runFolder());
    }

    assertThat(folders).hasSize(20).contains(reports.resolve(EARLIER));
  }

  private Path runFolder() {
    return RunFolder.of(reports, "Gate", Instant.now());
  }
}
