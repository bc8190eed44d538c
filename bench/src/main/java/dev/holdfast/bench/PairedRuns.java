package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What judging costs: whole runs of the release gate's scenario {@code history} and of the same
 * exchange in Gatling alone, by turns, each against a mock backend of its own.
 *
 * <p>Processor time, not time on the clock: that is worth something on a busy machine too. A row a
 * run goes to standard output, medians and extremes follow. See bench/README.md.
 */
public final class PairedRuns {

  /** Of the reconnections of a run, the share after which it counts as warm. */
  private static final double WARM_FROM = 0.4;

  /** The share up to which: after it users end one after the other. */
  private static final double WARM_UNTIL = 0.95;

  private static final Map<String, String> GENERATORS =
      Map.of(
          "judged", "dev.holdfast.simulations.ReleaseGateSimulation",
          "bare", "dev.holdfast.bench.BareReconnects");

  private final List<String> settings;
  private final Path folder;

  private PairedRuns(List<String> settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * Runs pairs.
   *
   * @param arguments how many pairs (5), and settings of both such as {@code holdfast.users=500}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int pairs = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    List<String> settings =
        Arrays.stream(arguments).skip(1).map(each -> "-D" + each).toList();
    PairedRuns runs = new PairedRuns(settings, Files.createTempDirectory("holdfast-pairs-"));
    List<Cost> judged = new ArrayList<>();
    List<Cost> bare = new ArrayList<>();
    say("pair  run      whole s  per return ms  warm per return ms  returns  peak RSS MB");
    for (int pair = 1; pair <= pairs; pair++) {
      boolean judgedFirst = pair % 2 == 1;
      Cost first = runs.run(pair, judgedFirst ? "judged" : "bare");
      Cost second = runs.run(pair, judgedFirst ? "bare" : "judged");
      judged.add(judgedFirst ? first : second);
      bare.add(judgedFirst ? second : first);
    }
    say("");
    say("                          judged                  Gatling alone           ratio");
    figure("whole run, s", judged, bare, Cost::seconds);
    figure("a return, warm, ms", judged, bare, Cost::warmMillis);
    figure("peak resident, MB", judged, bare, cost -> cost.residentKb() / 1024.0);
  }

  private Cost run(int pair, String which) throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve(pair + "-" + which));
    Path ready = own.resolve("ready");
    Process backend = start(own.resolve("backend.txt"), backend(ready));
    try {
      while (!Files.exists(ready)) {
        if (!backend.isAlive()) {
          throw new IOException("the mock backend did not start: " + own);
        }
        Thread.sleep(20);
      }
      String target = Files.readString(ready).strip();
      List<Sample> samples = new ArrayList<>();
      Process generator = start(own.resolve("generator.txt"), generator(which, target, own));
      ProcessTimes times = new ProcessTimes(generator.pid());
      Reconnections reconnections = new Reconnections(target);
      while (generator.isAlive()) {
        var now = times.read();
        if (now.isPresent()) {
          samples.add(new Sample(now.get(), reconnections.count()));
        }
        Thread.sleep(250);
      }
      Cost cost = Cost.of(samples, WARM_FROM, WARM_UNTIL);
      say(
          String.format(
              Locale.ROOT,
              "%4d  %-7s  %7.1f  %13.2f  %18.3f  %7d  %11.0f",
              pair,
              which,
              cost.seconds(),
              cost.seconds() * 1e3 / cost.returns(),
              cost.warmMillis(),
              cost.returns(),
              cost.residentKb() / 1024.0));
      return cost;
    } finally {
      backend.destroy();
      backend.waitFor();
    }
  }

  private static Process start(Path output, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static List<String> backend(Path ready) {
    List<String> command = new ArrayList<>(java());
    command.addAll(
        List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC", "-XX:-UseAdaptiveSizePolicy"));
    command.addAll(List.of("-XX:ParallelGCThreads=2", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.holdfast.backend.Main", "--host", "127.0.0.1", "--port", "0"));
    command.addAll(List.of("--ready-file", ready.toString(), "--time-scale", "0.01"));
    command.addAll(List.of("--agent-delay", "10ms", "--trusted-proxies", "127.0.0.0/8"));
    return command;
  }

  private List<String> generator(String which, String target, Path own) {
    List<String> command = new ArrayList<>(java());
    command.addAll(Arrays.asList(System.getProperty("generator.jvm", "").split(" ")));
    command.addAll(List.of("-Dholdfast.target=" + target, "-Dholdfast.time-scale=0.01"));
    command.addAll(List.of("-Dholdfast.scenarios=history", "-Dholdfast.users-file="));
    // Both begin cold: what throw-away users cost is no part of the exchange.
    command.add("-Dholdfast.warm-up.most=0s");
    command.add("-Dholdfast.reports.folder=" + own);
    command.addAll(settings);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.gatling.app.Gatling", "-s", GENERATORS.get(which)));
    command.addAll(List.of("-rf", own.toString(), "-nr"));
    command.removeIf(String::isEmpty);
    return command;
  }

  private static List<String> java() {
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  private static void figure(
      String name, List<Cost> judged, List<Cost> bare, ToDoubleFunction<Cost> figure) {
    double[] one = judged.stream().mapToDouble(figure).toArray();
    double[] other = bare.stream().mapToDouble(figure).toArray();
    double[] ratios = new double[one.length];
    Arrays.setAll(ratios, i -> one[i] / other[i]);
    say(String.format("%-20s  %-22s  %-22s  %s", name, told(one), told(other), told(ratios)));
  }

  private static String told(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", median, sorted[0], sorted[sorted.length - 1]);
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
  }
}
