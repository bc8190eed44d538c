package dev.holdfast.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One injector of a fleet, in a process of its own. */
final class InjectorProcess implements AutoCloseable {

  private final Process process;
  private final Path folder;

  private InjectorProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param wrapper a command that runs the rest of its line, such as {@code nice}; may be empty
   * @param folder of its own
   * @param settings such as {@code holdfast.fleet.index=1}
   */
  static InjectorProcess start(
      List<String> wrapper, Path folder, String classPath, String... settings) throws IOException {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-Ddev.holdfast.injector-folder=" + folder.resolve("part"));
    command.add("-Dholdfast.warm-up.most=0s");
    Arrays.stream(settings).map(each -> "-D" + each).forEach(command::add);
    command.addAll(List.of("-cp", classPath, "io.gatling.app.Gatling"));
    command.addAll(List.of("-s", "dev.holdfast.run.fleet.FleetSimulation", "-nr"));
    command.addAll(List.of("-rf", folder.resolve("gatling").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    return new InjectorProcess(process, folder);
  }

  /** Waits for its end; the exit code. */
  int await(Duration patience) throws InterruptedException, IOException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the injector does not end within " + patience + ":\n" + output());
    }
    return process.exitValue();
  }

  /** Sends it a signal, such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** Where it records. */
  Path part() {
    return folder.resolve("part");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() throws IOException {
    Path output = folder.resolve("output.txt");
    return Files.exists(output) ? Files.readString(output, StandardCharsets.UTF_8) : "";
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
