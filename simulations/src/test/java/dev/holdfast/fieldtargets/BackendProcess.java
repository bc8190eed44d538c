package dev.holdfast.fieldtargets;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A mock backend that a test starts itself, to give it to a run as the target of others. */
public final class BackendProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final Path ready;

  private BackendProcess(Process process, Path ready) {
    this.process = process;
    this.ready = ready;
  }

  /**
   * Starts one on a free port, and waits until it serves.
   *
   * @param folder holds what it prints
   * @param further arguments, such as {@code --time-scale}
   */
  public static BackendProcess start(Path folder, String... further) throws IOException {
    return start(List.of(), "127.0.0.1", folder, further);
  }

  /**
   * The same elsewhere.
   *
   * @param wrapper a command that runs the rest of its line, such as {@code ip netns exec}
   * @param host the address that it serves at
   */
  public static BackendProcess start(
      List<String> wrapper, String host, Path folder, String... further) throws IOException {
    Path ready = folder.resolve("backend-ready");
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.holdfast.backend.Main",
            "--host",
            host,
            "--port",
            "0",
            "--ready-file",
            ready.toString(),
            "--parent-pid",
            String.valueOf(ProcessHandle.current().pid())));
    command.addAll(List.of(further));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("backend.txt").toFile())
            .start();
    BackendProcess started = new BackendProcess(process, ready);
    try {
      await("the backend serves").atMost(PATIENCE).until(() -> Files.exists(ready));
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    return started;
  }

  /** Where it serves. */
  public String url() throws IOException {
    return Files.readString(ready).strip();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
