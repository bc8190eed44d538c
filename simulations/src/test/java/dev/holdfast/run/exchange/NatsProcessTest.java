package dev.holdfast.run.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NatsProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  /** Nobody is left to end it then. */
  @Test
  void itEndsWithTheProcessThatStartedItAlsoWhereThatIsKilled() throws Exception {
    Nats.start(folder).close();
    Path ready = folder.resolve("ready");
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    List<ProcessHandle> started;
    try {
      await().atMost(PATIENCE).until(() -> Files.exists(ready));
      started = owner.descendants().toList();
      assertThat(started).isNotEmpty();
    } finally {
      owner.destroyForcibly().waitFor();
    }
    await().atMost(PATIENCE).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void oneThatIsKilledComesBackWithWhatItKept() throws Exception {
    try (NatsProcess server = Nats.start(folder)) {
      server.kill();
      server.startAgain();
      assertThat(server.url()).contains(":" + server.port());
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamedWithWhatToDo() {
    assertThatThrownBy(() -> NatsProcess.start("no-nats-server", folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-nats-server cannot be started: install it")
        .hasMessageContaining("--nats-server");
  }

  /** What starts a server and is killed. */
  static final class Owner {

    private Owner() {}

    /** Its folder is the argument. */
    public static void main(String... arguments) throws Exception {
      Path folder = Path.of(Stream.of(arguments).findFirst().orElseThrow());
      NatsProcess unused =
          NatsProcess.start("nats-server", Files.createDirectories(folder.resolve("owned")));
      Files.createFile(folder.resolve("ready"));
      new CountDownLatch(1).await();
    }
  }
}
