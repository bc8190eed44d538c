package dev.holdfast.run.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A NATS server of one's own on this machine, for a fleet that is to be tried on it. It ends with
 * this process, also where that is killed.
 */
public final class NatsProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(10);
  private static final long END_SECONDS = 5;
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final Path SHELL = Path.of("/bin/sh");

  /** By which a shell says that there is no such program. */
  private static final int NO_SUCH_PROGRAM = 127;

  /**
   * The program becomes the shell's own process; its watcher ends it when nobody holds the other
   * end of the pipe any more, however this process ended.
   */
  private static final String ENDING_WITH_THIS =
      "exec 3<&0; (cat <&3 >/dev/null; kill $$) 2>/dev/null & exec \"$@\" 3<&- </dev/null";

  private final List<String> command;
  private final Path log;
  private final int port;
  private Process process;

  private NatsProcess(List<String> command, Path log, int port) throws IOException {
    this.command = List.copyOf(command);
    this.log = log;
    this.port = port;
    this.process = begun();
  }

  /**
   * Starts one on the loopback.
   *
   * @param program such as {@code nats-server}
   * @param folder where it keeps what it must not forget, and its log
   * @param further arguments, such as {@code -c} and a file
   * @throws IOException if it does not serve after some seconds, with what it said
   */
  public static NatsProcess start(String program, Path folder, String... further)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(program, "-js", "-a", "127.0.0.1", "-p", String.valueOf(port), "-sd"));
    command.add(Files.createDirectories(folder.resolve("kept")).toString());
    command.addAll(List.of(further));
    NatsProcess server;
    try {
      server = new NatsProcess(command, folder.resolve("nats-server.log"), port);
    } catch (IOException e) {
      throw new IOException(notStarted(program), e);
    }
    try {
      server.await();
      return server;
    } catch (InterruptedException e) {
      server.close();
      throw e;
    } catch (IOException e) {
      boolean missing = !server.process.isAlive() && server.process.exitValue() == NO_SUCH_PROGRAM;
      throw missing ? new IOException(notStarted(program), e) : e;
    }
  }

  private static String notStarted(String program) {
    return program
        + " cannot be started: install it (Debian: nats-server), or name it by --nats-server";
  }

  /** Where it is reached. */
  public String url() {
    return "nats://127.0.0.1:" + port;
  }

  /** Its port on the loopback. */
  public int port() {
    return port;
  }

  /** Ends it at once, as a crash would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it again, with all that it kept. */
  public void startAgain() throws IOException, InterruptedException {
    process = begun();
    await();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Process begun() throws IOException {
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      line.addAll(List.of(SHELL.toString(), "-c", ENDING_WITH_THIS, "sh"));
    }
    line.addAll(command);
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private void await() throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + START.toNanos();
    while (!serves()) {
      if (!process.isAlive() || System.nanoTime() - giveUp > 0) {
        process.destroyForcibly();
        throw new IOException("nats-server does not serve: " + Files.readString(log));
      }
      boolean unused = new CountDownLatch(1).await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private boolean serves() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
