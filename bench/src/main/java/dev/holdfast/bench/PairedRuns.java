package dev.holdfast.bench;

import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What judging costs: whole runs of the release gate's scenario {@code history} and of the same
 * exchange by another generator that judges nothing, by turns, each against a mock backend of its
 * own.
 *
 * <p>Processor time, not time on the clock: that is worth something on a busy machine too. A row a
 * run goes to standard output, medians and extremes follow. It ends 1 if the two did not do the
 * same. See bench/README.md.
 */
public final class PairedRuns {

  /** Of the reconnections of a run, the share after which it counts as warm. */
  private static final double WARM_FROM = 0.4;

  /** The share up to which: after it users end one after the other. */
  private static final double WARM_UNTIL = 0.95;

  private static final long LOOK_EVERY_MILLIS = 250;

  private final Path folder;

  private PairedRuns(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs pairs.
   *
   * @param arguments the other generator (bare, tsung or artillery), how many pairs, and settings
   *     of both such as {@code holdfast.users=500}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 2) {
      throw new IllegalArgumentException(
          "say which other generator (bare, tsung or artillery) and how many pairs, got: "
              + Arrays.toString(arguments));
    }
    List<String> settings = new ArrayList<>();
    settings.add("holdfast.time-scale=0.01");
    settings.add("holdfast.scenarios=history");
    settings.addAll(Arrays.asList(arguments).subList(2, arguments.length));
    Generator judged = GatlingGenerator.judged(settings);
    Generator other = other(arguments[0], settings);
    PairedRuns runs = new PairedRuns(Files.createTempDirectory("holdfast-pairs-"));
    Pairs pairs = runs.pairs(judged, other, Integer.parseInt(arguments[1]));
    say("");
    pairs.table(judged.name(), other.name()).forEach(PairedRuns::say);
    List<String> differences = pairs.differences();
    differences.forEach(PairedRuns::say);
    System.exit(differences.isEmpty() ? 0 : 1);
  }

  private static Generator other(String name, List<String> settings) {
    settings.forEach(each -> System.setProperty(each.split("=", 2)[0], each.split("=", 2)[1]));
    RunPlan plan = RunPlan.of(Configuration.load());
    LoadPlan load = plan.load();
    Duration gap = load.scaled(plan.gaps().history());
    return switch (name) {
      case "bare" -> GatlingGenerator.bare(settings);
      case "tsung" -> new TsungGenerator(load, gap);
      case "artillery" ->
          new ArtilleryGenerator(
              load, gap, Path.of(System.getProperty("bench.build", "target"), "artillery"));
      default ->
          throw new IllegalArgumentException(
              "the other generator must be bare, tsung or artillery, got: " + name);
    };
  }

  private Pairs pairs(Generator judged, Generator other, int count)
      throws IOException, InterruptedException {
    Pairs pairs = new Pairs();
    say("pair  run            whole s  per return ms  warm per return ms  returns  peak RSS MB");
    for (int pair = 1; pair <= count; pair++) {
      boolean judgedFirst = pair % 2 == 1;
      Cost first = run(pair, judgedFirst ? judged : other);
      Cost second = run(pair, judgedFirst ? other : judged);
      pairs.add(judgedFirst ? first : second, judgedFirst ? second : first);
    }
    return pairs;
  }

  private Cost run(int pair, Generator which) throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve(pair + "-" + which.name().replace(' ', '-')));
    try (MockBackend backend = MockBackend.start(own)) {
      List<Sample> samples = new ArrayList<>();
      Process generator =
          Processes.start(which.against(backend.target(), own), own.resolve("generator.txt"));
      try {
        ProcessTimes times = new ProcessTimes(generator.toHandle());
        while (generator.isAlive()) {
          var now = times.read();
          if (now.isPresent()) {
            samples.add(new Sample(now.get(), backend.served().returns()));
          }
          Thread.sleep(LOOK_EVERY_MILLIS);
        }
      } finally {
        generator.descendants().forEach(ProcessHandle::destroy);
        generator.destroy();
      }
      Served served = backend.served();
      if (served.returns() == 0) {
        throw new IOException("nobody came back: see " + own.resolve("generator.txt"));
      }
      Cost cost = Cost.of(samples, served, WARM_FROM, WARM_UNTIL);
      say(
          String.format(
              Locale.ROOT,
              "%4d  %-13s  %7.1f  %13.2f  %18.3f  %7d  %11.0f",
              pair,
              which.name(),
              cost.seconds(),
              cost.seconds() * 1e3 / served.returns(),
              cost.warmMillis(),
              served.returns(),
              cost.residentKb() / 1024.0));
      return cost;
    }
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
  }
}
