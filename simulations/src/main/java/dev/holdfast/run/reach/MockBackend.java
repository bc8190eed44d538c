package dev.holdfast.run.reach;

import dev.holdfast.plan.BackendLimits;
import dev.holdfast.plan.BackendPlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.steps.load.RestartableBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The mock backend as a process of its own: started on a free port, and gone with the run, whatever
 * ends that.
 */
public final class MockBackend implements RestartableBackend, AutoCloseable {

  private static final String MAIN_CLASS = "dev.holdfast.backend.Main";
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final long GRACE_SECONDS = 5;

  /**
   * A backend that drains on a busy machine takes its time; one that is never started again is no
   * use.
   */
  private static final long DRAIN_SECONDS = 30;

  private static final String READY = "ready";
  private static final String LOG = "backend.log";
  private static final int LAST_WORDS = 3;
  private static final int USAGE_ERROR = 2;
  private static final int SECRET_BYTES = 48;

  private final RunPlan plan;
  private final Path folder;
  private final String store;
  private final String secret;
  private final Target target;
  private volatile Process process;

  private MockBackend(RunPlan plan, Path folder, String store, String secret)
      throws NoTargetException, IOException {
    this.plan = plan;
    this.folder = folder;
    this.store = store;
    this.secret = secret;
    this.process = launch(0);
    this.target = awaitReady();
  }

  /**
   * Starts one on the store that the plan names, or one that may be ended and started again.
   *
   * @throws NoTargetException if it does not serve within its time, with its last words
   */
  public static MockBackend start(RunPlan plan, boolean durable) throws NoTargetException {
    return durable && !plan.backend().outlivesProcess() ? startDurable(plan) : start(plan);
  }

  /**
   * Starts one on the store that the plan names.
   *
   * @throws NoTargetException if it does not serve within its time, with its last words
   * @throws ConfigurationException if it refuses what it is told
   */
  public static MockBackend start(RunPlan plan) throws NoTargetException {
    BackendPlan backend = plan.backend();
    boolean needsSecret = backend.jwtSecret().isEmpty() && backend.outlivesProcess();
    return start(plan, folder -> backend.store(), needsSecret ? newSecret() : backend.jwtSecret());
  }

  /**
   * Starts one that may be ended and started again: on the Redis that the plan names, else on a
   * file in a folder that goes with it.
   *
   * @throws NoTargetException if it does not serve within its time, with its last words
   */
  public static MockBackend startDurable(RunPlan plan) throws NoTargetException {
    String given = plan.backend().store();
    String secret = plan.backend().jwtSecret();
    return start(
        plan,
        folder -> given.startsWith("redis:") ? given : "file:" + folder.resolve("sessions"),
        secret.isEmpty() ? newSecret() : secret);
  }

  private static MockBackend start(RunPlan plan, Function<Path, String> store, String secret)
      throws NoTargetException {
    try {
      Path folder = Files.createTempDirectory("holdfast-backend-");
      return new MockBackend(plan, folder, store.apply(folder), secret);
    } catch (IOException e) {
      throw new NoTargetException("the mock backend could not be started: " + e.getMessage());
    }
  }

  /** Tokens must outlive a backend whose sessions do. */
  private static String newSecret() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void drain() {
    process.destroy();
    awaitEnd();
  }

  @Override
  public void start() {
    try {
      Files.deleteIfExists(folder.resolve(READY));
      process = launch(target.port());
      awaitReady();
    } catch (IOException | NoTargetException e) {
      throw new IllegalStateException("the mock backend does not start again: " + e.getMessage());
    }
  }

  private Process launch(int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(TerminalSignals.ignoredBy(command(port)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(LOG).toFile()));
    if (!secret.isEmpty()) {
      builder.environment().put("HOLDFAST_BACKEND_JWT_SECRET", secret);
    }
    return builder.start();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "the mock backend did not end within " + DRAIN_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  public Target target() {
    return target;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Moves its log beside the run's reports. */
  public void keepLogIn(Path runFolder) throws IOException {
    Path log = folder.resolve(LOG);
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

  private List<String> command(int port) {
    BackendPlan backend = plan.backend();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A backend that goes on without memory would be examined for its own sake.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(backend.jvmArgs());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS));
    command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(port)));
    command.addAll(List.of("--ready-file", folder.resolve(READY).toString()));
    command.addAll(List.of("--time-scale", String.valueOf(plan.load().timeScale())));
    command.addAll(List.of("--trusted-proxies", backend.trustedProxies()));
    command.addAll(List.of("--agent-delay", backend.agentDelay().toMillis() + "ms"));
    command.addAll(List.of("--chunk-delay", backend.chunkDelay().toMillis() + "ms"));
    command.addAll(List.of("--heartbeat-interval", backend.heartbeatInterval().toMillis() + "ms"));
    command.addAll(List.of("--heartbeat-timeout", backend.heartbeatTimeout().toMillis() + "ms"));
    command.addAll(List.of("--drain-time", backend.drainTime().toMillis() + "ms"));
    command.addAll(List.of("--handshake-rate", String.valueOf(backend.handshakeRate())));
    command.addAll(List.of("--forget-after", backend.forgetAfter().toMillis() + "ms"));
    command.addAll(List.of("--notice-delay", backend.noticeDelay().toMillis() + "ms"));
    command.addAll(List.of("--store", store));
    command.addAll(List.of("--parent-pid", String.valueOf(ProcessHandle.current().pid())));
    BackendLimits limits = backend.limits();
    command.addAll(List.of("--limit-sessions", String.valueOf(limits.sessions())));
    command.addAll(List.of("--limit-reconnections", String.valueOf(limits.reconnections())));
    command.addAll(List.of("--overload-delay", limits.delay().toMillis() + "ms"));
    command.addAll(List.of("--contention", String.valueOf(limits.contention())));
    if (!backend.defects().isEmpty()) {
      command.addAll(List.of("--defects", backend.defects()));
      command.addAll(List.of("--defect-seed", String.valueOf(backend.defectSeed())));
    }
    return command;
  }

  private Target awaitReady() throws NoTargetException, IOException {
    BackendPlan backend = plan.backend();
    Path ready = folder.resolve(READY);
    long giveUp = System.nanoTime() + backend.startTimeout().toNanos();
    try {
      while (!Files.exists(ready)) {
        if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          throw ended(process.exitValue(), lastWords(folder.resolve(LOG)), backend);
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
