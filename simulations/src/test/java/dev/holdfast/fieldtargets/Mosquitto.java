package dev.holdfast.fieldtargets;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Eclipse Mosquitto as Debian has it, which speaks MQTT over WebSocket. */
public final class Mosquitto implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path configuration;
  private final int port;
  private Process process;

  private Mosquitto(Path configuration, int port) throws IOException {
    this.configuration = configuration;
    this.port = port;
    this.process = begin();
  }

  /** Whether it is there. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts one on a free port.
   *
   * @param folder holds its configuration, and what it keeps of sessions
   * @param further lines of its configuration
   */
  public static Mosquitto start(Path folder, String... further) throws IOException {
    int port = free();
    return new Mosquitto(
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            String.join(
                "\n",
                // Without a listener of plain TCP this version does not start.
                "listener " + free() + " 127.0.0.1",
                "listener " + port,
                "protocol websockets",
                "allow_anonymous true",
                "max_queued_messages 100000",
                // Started by root it would be somebody else, who may not write here.
                "user root",
                "persistence_location " + folder.toAbsolutePath() + "/",
                String.join("\n", further),
                "")),
        port);
  }

  private Process begin() throws IOException {
    Process begun =
        new ProcessBuilder(PROGRAM.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    configuration.resolveSibling("mosquitto.txt").toFile()))
            .start();
    try {
      await("Mosquitto listens").atMost(PATIENCE).until(this::isListening);
    } catch (RuntimeException | Error e) {
      begun.destroyForcibly();
      throw e;
    }
    return begun;
  }

  /** Kills it, and starts another on the same files. */
  public void killAndRestart() throws IOException {
    close();
    process = begin();
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int free() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Where it serves. */
  public String url() {
    return "ws://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
