package dev.holdfast.backend.store;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Redis server of a test's own, on a free port of the loopback. */
public final class RedisProcess implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final boolean saves;
  private final int port;
  private Process process;

  private RedisProcess(Path folder, boolean saves, int port) throws IOException {
    this.folder = folder;
    this.saves = saves;
    this.port = port;
    this.process = launch();
  }

  /** Whether this machine has Redis (Debian: {@code apt-get install redis-server}). */
  public static boolean installed() {
    return Files.isExecutable(PROGRAM);
  }

  /** Starts one that keeps its data in a folder. */
  public static RedisProcess start(Path folder) throws IOException {
    return start(folder, true);
  }

  /** Starts one that keeps its data nowhere: what durability is tested against. */
  public static RedisProcess forgetful(Path folder) throws IOException {
    return start(folder, false);
  }

  private static RedisProcess start(Path folder, boolean saves) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    RedisProcess redis = new RedisProcess(folder, saves, port);
    redis.awaitReady();
    return redis;
  }

  /** Its address, for one of its databases. */
  public StoreAddress address(int database) {
    return StoreAddress.parse("redis://127.0.0.1:" + port + "/" + database);
  }

  /** Kills it without a word; its data stays in the folder. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Starts it again on the same port and data. */
  public void startAgain() throws IOException {
    process = launch();
    awaitReady();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            List.of(
                PROGRAM.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                saves ? "yes" : "no"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void awaitReady() {
    await("redis answers")
        .atMost(PATIENCE)
        .ignoreException(StoreException.class)
        .until(
            () -> {
              Storages.open(address(0)).close();
              return true;
            });
  }
}
