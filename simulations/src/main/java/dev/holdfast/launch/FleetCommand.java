package dev.holdfast.launch;

import dev.holdfast.run.exchange.NatsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code holdfast fleet}: a run with its exchange and its injectors on one machine, so that a fleet
 * can be tried without a cluster.
 */
@Command(
    name = "fleet",
    description = "Starts a run with a NATS server and injectors of its own, all on this machine.",
    sortOptions = false)
final class FleetCommand implements Callable<Integer> {

  private static final long END_SECONDS = 15;

  @Parameters(index = "0", paramLabel = "up", description = "the one thing to do: up")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String what;

  @Parameters(
      index = "1",
      paramLabel = "KIND",
      description = "gate, soak, storm, resilience or capacity")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String kind;

  @Option(
      names = "--injectors",
      paramLabel = "<n>",
      defaultValue = "2",
      description = "how many processes make the load; ${DEFAULT-VALUE}")
  private int injectors;

  @Option(
      names = "--nats-server",
      paramLabel = "<path>",
      defaultValue = "nats-server",
      description = "the program to start as the exchange; ${DEFAULT-VALUE} of the path")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String server;

  @Option(
      names = "-D",
      paramLabel = "<key>=<value>",
      mapFallbackValue = "",
      description = "a setting of run and injectors, such as -Dholdfast.users=500")
  private Map<String, String> settings = new TreeMap<>();

  @Option(
      names = "--heap",
      paramLabel = "<size>",
      defaultValue = "1g",
      description = "memory of the run and of each injector; ${DEFAULT-VALUE}")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String heap;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!what.equals("up") || injectors < 1) {
      throw new ParameterException(
          spec.commandLine(), "say: holdfast fleet up KIND --injectors N, with N at least 1");
    }
    Path folder = Files.createTempDirectory("holdfast-fleet-");
    List<Process> processes = new CopyOnWriteArrayList<>();
    AtomicReference<@Nullable NatsProcess> started = new AtomicReference<>();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> stop(processes, started.get(), folder), "holdfast-fleet-end"));
    try (NatsProcess exchange = NatsProcess.start(server, folder)) {
      started.set(exchange);
      Map<String, String> common = new TreeMap<>(settings);
      common.put("holdfast.exchange", exchange.url());
      common.put("holdfast.injectors", String.valueOf(injectors));
      common.put("holdfast.fleet.run", "fleet-" + ProcessHandle.current().pid());
      for (int index = 0; index < injectors; index++) {
        processes.add(injector(folder.resolve("injector-" + index), index, common));
      }
      int code = run(common);
      end(folder, processes);
      return code;
    } finally {
      processes.forEach(Process::destroyForcibly);
      delete(folder);
    }
  }

  /** Also where a signal ends this process. */
  private static void stop(List<Process> processes, @Nullable NatsProcess server, Path folder) {
    processes.forEach(Process::destroyForcibly);
    if (server != null) {
      server.close();
    }
    for (Process process : processes) {
      boolean unused =
          process.onExit().completeOnTimeout(process, 1, TimeUnit.SECONDS).join() != null;
    }
    delete(folder);
  }

  private Process injector(Path folder, int index, Map<String, String> common) throws IOException {
    Map<String, String> own = new TreeMap<>(common);
    own.put("holdfast.fleet.index", String.valueOf(index));
    Files.createDirectories(folder);
    return new ProcessBuilder(InjectorCommand.command(heap, own, folder))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  private int run(Map<String, String> common) {
    List<String> arguments = new ArrayList<>(List.of(kind, "--heap", heap));
    common.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    return Objects.requireNonNull(spec.commandLine().getParent().getSubcommands().get("run"))
        .execute(arguments.toArray(String[]::new));
  }

  /** What injectors said is worth reading only where one did not end as it should. */
  private void end(Path folder, List<Process> processes) throws IOException, InterruptedException {
    for (int index = 0; index < processes.size(); index++) {
      Process process = processes.get(index);
      boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        spec.commandLine()
            .getErr()
            .println(
                "injector "
                    + index
                    + (ended ? " ended with " + process.exitValue() : " did not end")
                    + ", and said:\n"
                    + Files.readString(folder.resolve("injector-" + index + "/output.txt")));
      }
    }
  }

  /** What is ending may write, or this be done twice at once, so it is tried again. */
  private static void delete(Path folder) {
    if (!isDeleted(folder)) {
      boolean unused = isDeleted(folder);
    }
  }

  private static boolean isDeleted(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted((a, b) -> b.compareTo(a)).forEach(each -> each.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // Some of it is gone already.
    }
    return Files.notExists(folder);
  }
}
