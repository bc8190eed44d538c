package dev.holdfast.backend;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/** Runs a backend as a process of its own, until it is told to end. */
@CommandLine.Command(
    name = "holdfast-mock-backend",
    mixinStandardHelpOptions = true,
    version = "holdfast-mock-backend 0.1.0",
    description = "An agent backend on WebSockets, to be judged by Holdfast.")
public final class Main implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final String LOG_SETUP = "logback.configurationFile";

  private final PrintStream out;
  private final PrintStream err;
  private final CountDownLatch end = new CountDownLatch(1);

  @CommandLine.Mixin private final CommandOptions command;

  /**
   * A run.
   *
   * @param environment where {@code HOLDFAST_BACKEND_JWT_SECRET} is looked up
   * @param out gets one line when the backend serves
   * @param err gets one line when it cannot
   */
  public Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
    this.command = new CommandOptions(environment);
  }

  /** Runs and ends with the run's exit code: 0 ended, 1 could not serve, 2 told nonsense. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOG_SETUP) == null) {
      System.setProperty(LOG_SETUP, "holdfast-backend-logback.xml");
    }
    System.exit(new Main(System.getenv(), System.out, System.err).run(arguments));
  }

  /** Runs until the backend is told to end; returns the exit code. */
  int run(String... arguments) {
    return new CommandLine(this)
        .setParameterExceptionHandler((wrong, args) -> wrongOption(wrong))
        .setExecutionExceptionHandler((failure, line, result) -> failed(failure))
        .execute(arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SecureRandom random = new SecureRandom();
    BackendOptions options = command.options(random);
    try (BackendServer server = new BackendServer(options, Clock.systemUTC(), random)) {
      URI uri = server.start();
      Thread hook = new Thread(() -> leave(server), "holdfast-leave");
      Runtime.getRuntime().addShutdownHook(hook);
      if (command.parentPid().isPresent()) {
        OwnerWatch.start(command.parentPid().getAsLong(), end::countDown);
      }
      if (command.readyFile().isPresent()) {
        ReadyFile.write(command.readyFile().get(), uri);
      }
      out.println("holdfast-mock-backend serves " + uri + command.summary(options));
      out.flush();
      end.await();
      leave(server);
      // Fails while the process is ending already, and then there is nothing to remove.
      removeHook(hook);
    }
    return 0;
  }

  private static void leave(BackendServer server) {
    try {
      server.drain().get(server.longestDrain().toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      // The drain is bounded: what is left goes with the process.
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending.
    }
  }

  private int wrongOption(CommandLine.ParameterException wrong) {
    err.println("holdfast-mock-backend: " + CommandErrors.oneLine(wrong));
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private int failed(Exception failure) {
    boolean nonsense = failure instanceof IllegalArgumentException;
    String message =
        failure instanceof UncheckedIOException && failure.getCause() != null
            ? failure.getCause().toString()
            : String.valueOf(failure.getMessage());
    err.println("holdfast-mock-backend: " + message);
    err.flush();
    return nonsense ? CommandLine.ExitCode.USAGE : FAILED;
  }
}
