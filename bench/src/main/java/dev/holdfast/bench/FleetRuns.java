package dev.holdfast.bench;

import dev.holdfast.bench.FleetProcesses.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What it costs to make load by several injectors instead of by one process: the same gate by one
 * process and by {@code fleet up} with each number of injectors, by turns, each against a mock
 * backend of its own.
 *
 * <p>Processor time a return, of those processes that make the load; the run that only judges and
 * the exchange are told beside. It ends 1 if the runs did not do the same. See bench/README.md.
 */
public final class FleetRuns {

  private static final double WARM_FROM = 0.4;
  private static final double WARM_UNTIL = 0.95;
  private static final long LOOK_EVERY_MILLIS = 250;

  private final Path folder;
  private final String heap;
  private final List<String> settings;

  private FleetRuns(Path folder, String heap, List<String> settings) {
    this.folder = folder;
    this.heap = heap;
    this.settings = settings;
  }

  /**
   * Runs rounds.
   *
   * @param arguments how many rounds, how many injectors (such as {@code 1,2,4}), the heap of each
   *     process that makes load (such as {@code 2g}), and settings such as {@code
   *     holdfast.users=3000}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 3) {
      throw new IllegalArgumentException(
          "say how many rounds, how many injectors such as 1,2,4, and the heap of each, got: "
              + Arrays.toString(arguments));
    }
    List<String> settings = new ArrayList<>();
    settings.add("holdfast.time-scale=0.01");
    settings.add("holdfast.scenarios=history");
    settings.addAll(Arrays.asList(arguments).subList(3, arguments.length));
    int[] sizes = Arrays.stream(arguments[1].split(",")).mapToInt(Integer::parseInt).toArray();
    FleetRuns runs =
        new FleetRuns(Files.createTempDirectory("holdfast-fleets-"), arguments[2], settings);
    List<String> differences = runs.rounds(Integer.parseInt(arguments[0]), sizes);
    System.exit(differences.isEmpty() ? 0 : 1);
  }

  private List<String> rounds(int count, int[] sizes) throws IOException, InterruptedException {
    Map<Integer, Pairs> bySize = new TreeMap<>();
    say("round  load made by   whole s  warm per return ms  returns  run s  exchange s");
    for (int round = 1; round <= count; round++) {
      Cost alone = run(round, 0);
      for (int size : sizes) {
        bySize.computeIfAbsent(size, fresh -> new Pairs()).add(run(round, size), alone);
      }
    }
    List<String> differences = new ArrayList<>();
    bySize.forEach(
        (size, pairs) -> {
          say("");
          pairs.table(name(size), name(0)).forEach(FleetRuns::say);
          pairs.differences().forEach(each -> differences.add(name(size) + ": " + each));
        });
    differences.forEach(FleetRuns::say);
    return differences;
  }

  private Cost run(int round, int injectors) throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve(round + "-" + injectors));
    try (MockBackend backend = MockBackend.start(own)) {
      List<Sample> samples = new ArrayList<>();
      Process starter =
          Processes.start(
              new ProcessBuilder(command(injectors, backend.target(), own)),
              own.resolve("run.txt"));
      FleetProcesses processes = new FleetProcesses(starter.toHandle());
      Part loading = injectors == 0 ? Part.RUN : Part.INJECTOR;
      try {
        while (starter.isAlive()) {
          processes.look();
          samples.add(new Sample(processes.of(loading), backend.served().returns()));
          Thread.sleep(LOOK_EVERY_MILLIS);
        }
      } finally {
        starter.descendants().forEach(ProcessHandle::destroy);
        starter.destroy();
      }
      Served served = backend.served();
      if (served.returns() == 0) {
        throw new IOException("nobody came back: see " + own.resolve("run.txt"));
      }
      Cost cost = Cost.of(samples, served, WARM_FROM, WARM_UNTIL);
      say(
          String.format(
              Locale.ROOT,
              "%5d  %-13s  %7.1f  %18.3f  %7d  %5.1f  %10.1f",
              round,
              name(injectors),
              cost.seconds(),
              cost.warmMillis(),
              served.returns(),
              injectors == 0 ? 0 : processes.of(Part.RUN).seconds(),
              processes.of(Part.EXCHANGE).seconds()));
      return cost;
    }
  }

  private List<String> command(int injectors, URI target, Path own) {
    List<String> command = new ArrayList<>(List.of(Processes.java()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.holdfast.launch.Main");
    command.addAll(injectors == 0 ? List.of("run", "gate") : List.of("fleet", "up", "gate"));
    if (injectors > 0) {
      command.addAll(List.of("--injectors", String.valueOf(injectors)));
    }
    command.addAll(List.of("--heap", heap, "-Dholdfast.target=" + target));
    // All begin cold, and none faces another's backend.
    command.addAll(List.of("-Dholdfast.warm-up.most=0s", "-Dholdfast.users-file="));
    command.add("-Dholdfast.reports.folder=" + own);
    settings.forEach(each -> command.add("-D" + each));
    return command;
  }

  private static String name(int injectors) {
    return switch (injectors) {
      case 0 -> "one process";
      case 1 -> "1 injector";
      default -> injectors + " injectors";
    };
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
  }
}
