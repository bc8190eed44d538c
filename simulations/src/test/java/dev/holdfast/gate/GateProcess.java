package dev.holdfast.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of the release gate in a process of its own, as the build tool starts it. */
public final class GateProcess {

  private final Process process;
  private final Path folder;

  private GateProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Starts a gate.
   *
   * @param folder holds its reports and its output
   * @param settings such as {@code holdfast.users=5}
   */
  public static GateProcess start(Path folder, String... settings) throws IOException {
    return start(folder, Setting.NORMAL, settings);
  }

  /**
   * What a gate is started in.
   *
   * @param simulation the class to run
   * @param wrapper a command that runs the rest of its line, such as {@code nice}; may be empty
   * @param jvmArguments of the generator only, not of the mock backend
   */
  record Setting(String simulation, List<String> wrapper, List<String> jvmArguments) {

    static final Setting NORMAL =
        new Setting("dev.holdfast.simulations.ReleaseGateSimulation", List.of(), List.of());
  }

  /**
   * Starts another simulation.
   *
   * @param simulation simple class name
   */
  public static GateProcess start(String simulation, Path folder, String... settings)
      throws IOException {
    Setting of = new Setting("dev.holdfast.simulations." + simulation, List.of(), List.of());
    return start(folder, of, settings);
  }

  static GateProcess start(Path folder, Setting setting, String... settings) throws IOException {
    List<String> command = new ArrayList<>(setting.wrapper());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(setting.jvmArguments());
    command.add("-Xmx512m");
    // As the build does; a run that is over before its code would be compiled again needs no more.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-Dholdfast.reports.folder=" + folder.resolve("reports"));
    // What a warm-up is for, times on a quiet machine, is not what most tests are about.
    command.add("-Dholdfast.warm-up.most=0s");
    Arrays.stream(settings).map(each -> "-D" + each).forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.gatling.app.Gatling"));
    command.addAll(List.of("-s", setting.simulation()));
    command.addAll(List.of("-rf", folder.resolve("reports").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    return new GateProcess(process, folder);
  }

  /** Waits for the end; the exit code. */
  public int await(Duration patience) throws InterruptedException, IOException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the gate hangs after " + patience + ":\n" + output());
    }
    return process.exitValue();
  }

  Process process() {
    return process;
  }

  String output() throws IOException {
    Path output = folder.resolve("output.txt");
    return Files.exists(output) ? Files.readString(output, StandardCharsets.UTF_8) : "";
  }

  /** What it printed, with the lines of each sentence joined again. */
  String said() throws IOException {
    return output().replaceAll("\\h*\\R\\h+", " ");
  }

  /** The lines that are printed last, the one with the verdict first. */
  List<String> lastWords() throws IOException {
    List<String> lines = output().lines().toList();
    int verdict = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("Simulation against")) {
        verdict = i;
      }
    }
    return lines.subList(verdict, lines.size());
  }

  /** A file of the run's folder; empty while it is not there. */
  Optional<Path> recorded(String name) throws IOException {
    Path reports = folder.resolve("reports");
    if (!Files.isDirectory(reports)) {
      return Optional.empty();
    }
    try (Stream<Path> runs = Files.list(reports)) {
      return runs.map(run -> run.resolve(name)).filter(Files::exists).findFirst();
    }
  }

  /**
   * The run's folder; Gatling leaves its own report in another one if its class has another name.
   */
  public Path run() throws IOException {
    Optional<Path> run = recorded("run.json").map(Path::getParent);
    if (run.isEmpty()) {
      throw new AssertionError("no run was recorded: " + output());
    }
    return run.get();
  }

  public JsonNode verdict() throws IOException {
    return new ObjectMapper().readTree(run().resolve("verdict.json").toFile());
  }
}
