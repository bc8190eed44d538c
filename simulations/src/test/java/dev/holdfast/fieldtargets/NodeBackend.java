package dev.holdfast.fieldtargets;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A backend that shares no line with ours: an ordinary Node server. One was written from {@code
 * docs/protocol.md} alone; another is a chat with a protocol of its own, others are the reference
 * servers of Socket.IO and graphql-transport-ws, or imitate a wire as it is documented.
 */
public final class NodeBackend implements AutoCloseable {

  private static final Path SOURCE = Path.of("src/test/node-backend");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern LISTENING = Pattern.compile("listening on (ws://\\S+)");

  private final Process process;
  private final Path output;

  private NodeBackend(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Whether this machine has Node and what the server needs of npm; fetched into that folder.
   *
   * @param folder is empty before
   */
  public static boolean prepared(Path folder) throws IOException, InterruptedException {
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
      }
    }
    // Older ones lack what its strings are checked with.
    return succeeds(
            folder, "node", "--eval", "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)")
        && succeeds(folder, "npm", "ci", "--no-audit", "--no-fund");
  }

  /**
   * Starts one on a free port.
   *
   * @param folder prepared before
   */
  public static NodeBackend start(Path folder, String... further) throws IOException {
    return start("server.mjs", folder, further);
  }

  /** Starts the chat on a free port. */
  public static NodeBackend chat(Path folder, String... further) throws IOException {
    return start("chat.mjs", folder, further);
  }

  /** Starts a server of Socket.IO, with its own heartbeat, on a free port. */
  public static NodeBackend socketIo(Path folder, String... further) throws IOException {
    return start("socket-io.mjs", folder, further);
  }

  /** Starts a server of graphql-ws on a free port. */
  public static NodeBackend graphql(Path folder, String... further) throws IOException {
    return start("graphql.mjs", folder, further);
  }

  /**
   * Starts a server, or an imitation of one, on a free port.
   *
   * @param file such as {@code centrifugo.mjs}
   * @param folder prepared before
   */
  public static NodeBackend of(String file, Path folder, String... further) throws IOException {
    return start(file, folder, further);
  }

  private static NodeBackend start(String file, Path folder, String... further) throws IOException {
    List<String> command = new ArrayList<>(List.of("node", file, "--port", "0"));
    command.addAll(Arrays.asList(further));
    Path output = Files.createTempFile(folder, "node", ".txt");
    NodeBackend started =
        new NodeBackend(
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start(),
            output);
    try {
      await("the Node server listens").atMost(PATIENCE).until(() -> !started.url().isEmpty());
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    return started;
  }

  /** Where it serves; empty as long as it does not. */
  public String url() throws IOException {
    Matcher listening = LISTENING.matcher(Files.readString(output));
    return listening.find() ? listening.group(1) : "";
  }

  /** By which its machine knows it. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static boolean succeeds(Path folder, String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
