package dev.holdfast.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code holdfast injector}: one of the injectors of a run on several machines, in a process of its
 * own, and ends as it ended: 0 when the run told it so, 3 when it was refused, 4 when it heard
 * nothing of the run any more.
 */
@Command(
    name = "injector",
    description =
        "Makes a part of the load of a run that has the same holdfast.exchange and settings.",
    sortOptions = false)
final class InjectorCommand implements Callable<Integer> {

  private static final String SIMULATION = "dev.holdfast.run.fleet.FleetSimulation";
  private static final long END_SECONDS = 10;

  /** By which a process says that its settings make no sense. */
  private static final int REFUSED_SETTINGS = 64;

  private static final int USAGE = 2;

  @Option(
      names = "-D",
      paramLabel = "<key>=<value>",
      mapFallbackValue = "",
      description = "a setting, the same as those of the run, and holdfast.fleet.index")
  private Map<String, String> settings = new TreeMap<>();

  @Option(
      names = "--heap",
      paramLabel = "<size>",
      defaultValue = "1536m",
      description = "memory of the injector; ${DEFAULT-VALUE} holds 2,000 users")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String heap;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("holdfast-injector-");
    try {
      Process process = new ProcessBuilder(command(heap, settings, folder)).inheritIO().start();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(process, folder), "holdfast-injector-end"));
      int code = process.waitFor();
      return code == REFUSED_SETTINGS ? USAGE : code;
    } finally {
      delete(folder);
    }
  }

  /** By which an injector is started that keeps its recording in that folder. */
  static List<String> command(String heap, Map<String, String> settings, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(GeneratorJvm.arguments(heap));
    command.add("-Ddev.holdfast.follow-parent=true");
    command.add("-Ddev.holdfast.injector-folder=" + folder.resolve("part"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.gatling.app.Gatling", "-s", SIMULATION, "-nr"));
    command.addAll(List.of("-rf", folder.resolve("gatling").toString()));
    return command;
  }

  private static void end(Process process, Path folder) {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted((a, b) -> b.compareTo(a)).forEach(each -> each.toFile().delete());
    } catch (IOException e) {
      // It is gone already.
    }
  }
}
