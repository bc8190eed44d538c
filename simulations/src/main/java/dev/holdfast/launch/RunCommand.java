package dev.holdfast.launch;

import dev.holdfast.assessment.Verdict;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.run.ToldVerdict;
import dev.holdfast.settings.Configuration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast run}: starts a simulation in a process of its own, and ends as it ended. */
@Command(
    name = "run",
    description = "Runs a simulation, and ends with its verdict.",
    sortOptions = false)
final class RunCommand implements Callable<Integer> {

  private static final String REPORTS = "holdfast.reports.folder";
  private static final String SIMULATIONS = "dev.holdfast.simulations.";

  /** By which a process says that its settings make no sense. */
  private static final int REFUSED_SETTINGS = 64;

  /** By which Gatling says that an assertion of a simulation does not hold. */
  private static final int ASSERTIONS_FAILED = 2;

  /** A run that is ended early still writes its reports. */
  private static final long REPORT_SECONDS = 180;

  private static final Map<String, String> BY_NAME =
      Map.of(
          "gate", SIMULATIONS + "ReleaseGateSimulation",
          "soak", SIMULATIONS + "SoakSimulation",
          "storm", SIMULATIONS + "ReconnectStormSimulation",
          "resilience", SIMULATIONS + "ResilienceSimulation",
          "capacity", SIMULATIONS + "CapacitySimulation");

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description =
          "gate, soak, storm, resilience, capacity, or the class of a simulation of yours")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String kind;

  @Option(
      names = "-D",
      paramLabel = "<key>=<value>",
      mapFallbackValue = "",
      description = "a setting, such as -Dholdfast.users=500; see docs/ and holdfast.conf")
  private Map<String, String> settings = new TreeMap<>();

  @Option(
      names = "--heap",
      paramLabel = "<size>",
      defaultValue = "1536m",
      description = "memory of the load generator; ${DEFAULT-VALUE} holds 2,000 users")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String heap;

  @Option(
      names = "--class-path",
      paramLabel = "<path>",
      defaultValue = "",
      description = "where a simulation of yours is compiled")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String classPath;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String simulation = simulation();
    Path verdict = Files.createTempFile("holdfast-verdict-", ".txt");
    try {
      Process process = new ProcessBuilder(command(simulation, verdict)).inheritIO().start();
      Thread end = new Thread(() -> end(process, verdict), "holdfast-run-end");
      Runtime.getRuntime().addShutdownHook(end);
      int code = process.waitFor();
      return exitCode(Files.readString(verdict).strip(), code);
    } finally {
      Files.deleteIfExists(verdict);
    }
  }

  /** What the process ends with: by the verdict, or because there is none. */
  static int exitCode(String verdict, int processEndedWith) {
    if (verdict.isEmpty()) {
      return processEndedWith == REFUSED_SETTINGS ? ExitCode.USAGE : ExitCode.INVALID;
    }
    int told = ExitCode.of(Verdict.valueOf(verdict));
    if (told != ExitCode.OK || processEndedWith == 0) {
      return told;
    }
    return processEndedWith == ASSERTIONS_FAILED ? ExitCode.FAIL : ExitCode.INVALID;
  }

  private String simulation() {
    String known = BY_NAME.get(kind);
    if (known != null) {
      return known;
    }
    if (isThere(kind)) {
      return kind;
    }
    throw new ParameterException(
        spec.commandLine(),
        "KIND must be gate, soak, storm, resilience, capacity or the class of a simulation of"
            + " yours that --class-path has, got: "
            + kind);
  }

  private boolean isThere(String name) {
    String file = name.replace('.', '/') + ".class";
    if (RunCommand.class.getClassLoader().getResource(file) != null) {
      return true;
    }
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(Path::of)
        .anyMatch(each -> has(each, file));
  }

  private static boolean has(Path place, String file) {
    if (Files.isDirectory(place)) {
      return Files.exists(place.resolve(file));
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      return jar.getEntry(file) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> command(String simulation, Path verdict) {
    if (!heap.matches("[1-9][0-9]*[kKmMgG]")) {
      throw new ParameterException(
          spec.commandLine(), "--heap must be a size such as 1536m or 2g, got: " + heap);
    }
    Properties given = new Properties();
    given.putAll(System.getProperties());
    given.putAll(settings);
    String reports =
        Configuration.load(given, System.getenv()).redacted().getOrDefault(REPORTS, "");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(GeneratorJvm.arguments(heap));
    command.add("-Ddev.holdfast.follow-parent=true");
    command.add("-D" + ToldVerdict.FILE + "=" + verdict);
    command.add("-D" + ToldVerdict.STARTED_BY + "=bin/holdfast run");
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    String own = System.getProperty("java.class.path");
    command.add("-cp");
    command.add(classPath.isEmpty() ? own : classPath + System.getProperty("path.separator") + own);
    command.addAll(List.of("io.gatling.app.Gatling", "-s", simulation, "-rf", reports, "-nr"));
    return command;
  }

  /** Asked to end, it has the run end first, which writes its reports. */
  private static void end(Process process, Path verdict) {
    process.destroy();
    try {
      if (!process.waitFor(REPORT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    boolean unused = verdict.toFile().delete();
  }
}
