package dev.holdfast.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A simulation, in a JVM with the settings of the build.
 *
 * @param simulation its class
 * @param settings such as {@code holdfast.users=500}
 */
record GatlingGenerator(String name, String simulation, List<String> settings)
    implements Generator {

  /** Judges. */
  static GatlingGenerator judged(List<String> settings) {
    return new GatlingGenerator(
        "judged", "dev.holdfast.simulations.ReleaseGateSimulation", settings);
  }

  /** The same exchange in Gatling alone. */
  static GatlingGenerator bare(List<String> settings) {
    return new GatlingGenerator("Gatling alone", "dev.holdfast.bench.BareReconnects", settings);
  }

  @Override
  public ProcessBuilder against(URI target, Path own) {
    List<String> command = new ArrayList<>(List.of(Processes.java()));
    command.addAll(Arrays.asList(System.getProperty("generator.jvm", "").split(" ")));
    command.addAll(List.of("-Dholdfast.target=" + target, "-Dholdfast.users-file="));
    // Both begin cold: what throw-away users cost is no part of the exchange.
    command.add("-Dholdfast.warm-up.most=0s");
    command.add("-Dholdfast.reports.folder=" + own);
    settings.forEach(each -> command.add("-D" + each));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.gatling.app.Gatling", "-s", simulation));
    command.addAll(List.of("-rf", own.toString(), "-nr"));
    command.removeIf(String::isEmpty);
    return new ProcessBuilder(command);
  }
}
