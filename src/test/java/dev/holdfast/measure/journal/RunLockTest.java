package dev.holdfast.measure.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.measure.LockingProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path folder;

  @Test
  void aFolderIsTakenOnceInOneProcess() throws IOException {
    assertThat(RunLock.isTaken(folder)).isFalse();

    assertThat(RunLock.take(folder)).isTrue();

    assertThat(RunLock.take(folder)).isFalse();
    assertThat(RunLock.isTaken(folder)).isTrue();
  }

  @Test
  void aFolderIsTakenFromOtherProcessesUntilItsOwnIsKilled() throws Exception {
    Process other = locking();
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("true");
      assertThat(RunLock.isTaken(folder)).isTrue();
      assertThat(RunLock.take(folder)).isFalse();
    } finally {
      other.destroyForcibly().waitFor();
    }

    await().atMost(Duration.ofMinutes(1)).until(() -> !RunLock.isTaken(folder));
    assertThat(RunLock.take(folder)).isTrue();
  }

  /** On POSIX systems a process that closes a second channel to a locked file loses its lock. */
  @Test
  void lookingAtItDoesNotReleaseIt() throws Exception {
    assertThat(RunLock.take(folder)).isTrue();
    assertThat(RunLock.isTaken(folder)).isTrue();

    Process other = locking();
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).as("whether another process could take it").isEqualTo("false");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private Process locking() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            LockingProcess.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
