package dev.holdfast.run;

import dev.holdfast.plan.BackendPlan;
import dev.holdfast.plan.ConfigurationException;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The mock backend as a process of its own: started on a free port, and gone with the run, whatever
 * ends that.
 */
final class MockBackend implements AutoCloseable {

  private static final String MAIN_CLASS = "dev.holdfast.backend.Main";
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final long GRACE_SECONDS = 5;
  private static final int LAST_WORDS = 3;
  private static final int USAGE_ERROR = 2;
  private static final int SECRET_BYTES = 48;

  private final Process process;
  private final Path folder;
  private final Target target;

  private MockBackend(Process process, Path folder, Target target) {
    this.process = process;
    this.folder = folder;
    this.target = target;
  }

  /**
   * Starts one.
   *
   * @throws NoTargetException if it does not serve within its time, with its last words
   * @throws ConfigurationException if it refuses what it is told
   */
  static MockBackend start(RunPlan plan) throws NoTargetException {
    try {
      Path folder = Files.createTempDirectory("holdfast-backend-");
      Path ready = folder.resolve("ready");
      Path log = folder.resolve("backend.log");
      ProcessBuilder builder =
          new ProcessBuilder(command(plan, ready))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      secret(plan.backend())
          .ifPresent(value -> builder.environment().put("HOLDFAST_BACKEND_JWT_SECRET", value));
      Process process = builder.start();
      return new MockBackend(process, folder, awaitReady(process, ready, log, plan.backend()));
    } catch (IOException e) {
      throw new NoTargetException("the mock backend could not be started: " + e.getMessage());
    }
  }

  Target target() {
    return target;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Moves its log beside the run's reports. */
  void keepLogIn(Path runFolder) throws IOException {
    Path log = folder.resolve("backend.log");
    if (Files.exists(log)) {
      Files.copy(log, runFolder.resolve("backend.log"));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      deleteFolder();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Tokens must outlive a backend whose sessions do. */
  private static Optional<String> secret(BackendPlan backend) {
    if (backend.jwtSecret().isEmpty() && backend.outlivesProcess()) {
      byte[] random = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(random);
      return Optional.of(Base64.getEncoder().encodeToString(random));
    }
    return Optional.of(backend.jwtSecret()).filter(value -> !value.isEmpty());
  }

  private static List<String> command(RunPlan plan, Path ready) {
    BackendPlan backend = plan.backend();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(backend.jvmArgs());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS));
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
    command.addAll(List.of("--ready-file", ready.toString()));
    command.addAll(List.of("--time-scale", String.valueOf(plan.load().timeScale())));
    command.addAll(List.of("--trusted-proxies", backend.trustedProxies()));
    command.addAll(List.of("--agent-delay", backend.agentDelay().toMillis() + "ms"));
    command.addAll(List.of("--store", backend.store()));
    command.addAll(List.of("--parent-pid", String.valueOf(ProcessHandle.current().pid())));
    if (!backend.defects().isEmpty()) {
      command.addAll(List.of("--defects", backend.defects()));
      command.addAll(List.of("--defect-seed", String.valueOf(backend.defectSeed())));
    }
    return command;
  }

  private static Target awaitReady(Process process, Path ready, Path log, BackendPlan backend)
      throws NoTargetException, IOException {
    long giveUp = System.nanoTime() + backend.startTimeout().toNanos();
    try {
      while (!Files.exists(ready)) {
        if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          throw ended(process.exitValue(), lastWords(log), backend);
        }
        if (System.nanoTime() - giveUp > 0) {
          process.destroyForcibly();
          throw new NoTargetException(
              "the mock backend did not serve within " + backend.startTimeout().toMillis() + " ms");
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new NoTargetException("the start of the mock backend was interrupted");
    }
    return Target.parse(Files.readString(ready, StandardCharsets.UTF_8).strip()).orElseThrow();
  }

  private static NoTargetException ended(int code, String lastWords, BackendPlan backend) {
    if (code == USAGE_ERROR) {
      throw new ConfigurationException(
          "holdfast.backend.defects must be known defects with rates, got: "
              + backend.defects()
              + " ("
              + lastWords
              + ")");
    }
    return new NoTargetException("the mock backend ended with code " + code + ": " + lastWords);
  }

  private static String lastWords(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  private void deleteFolder() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // A few lines of log in the system's temporary folder harm nobody.
    }
  }
}
