package dev.holdfast.backend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What {@code deploy/cluster/cluster} starts: nodes behind HAProxy, with their sessions in Redis.
 */
final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  static final Path SCRIPT =
      Path.of("..", "deploy", "cluster", "cluster").toAbsolutePath().normalize();

  private final Path state;
  private final Path output;
  private final Process process;

  private Cluster(Path folder, int nodes, String... options) throws IOException {
    this.state = folder.resolve("cluster");
    this.output = folder.resolve("output");
    List<String> arguments =
        new ArrayList<>(List.of("up", "--nodes", Integer.toString(nodes), "--"));
    arguments.addAll(List.of(options));
    this.process = launch(arguments.toArray(String[]::new));
  }

  static boolean possible() {
    return Files.isExecutable(Path.of("/usr/bin/redis-server"))
        && Files.isExecutable(Path.of("/usr/sbin/haproxy"));
  }

  static Cluster up(Path folder, int nodes, String... options) throws IOException {
    Cluster cluster = new Cluster(folder, nodes, options);
    await("the cluster serves")
        .atMost(PATIENCE)
        .until(() -> !cluster.process.isAlive() || cluster.said().startsWith("ws://"));
    if (!cluster.process.isAlive()) {
      throw new AssertionError("the cluster did not start: " + cluster.said());
    }
    return cluster;
  }

  /** Where HAProxy listens. */
  URI door() throws IOException {
    return URI.create(said().strip());
  }

  /** Where a node listens, from 1. */
  URI node(int number) throws IOException {
    String port = Files.readString(state.resolve("node-" + number + ".port")).strip();
    return URI.create("ws://127.0.0.1:" + port + "/ws");
  }

  /** Does what the script is told, and waits for its end. */
  void tell(String... words) throws IOException, InterruptedException {
    Process told = launch(words);
    if (!told.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || told.exitValue() != 0) {
      told.destroyForcibly();
      throw new AssertionError(String.join(" ", words) + " failed: " + said());
    }
  }

  /** The processes of Redis, HAProxy and the nodes, as many as live. */
  List<ProcessHandle> processes() throws IOException {
    List<ProcessHandle> processes = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(state, "*.pid")) {
      for (Path file : files) {
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).ifPresent(processes::add);
      }
    }
    return processes;
  }

  @Override
  public void close() {
    process.destroy();
    await("the cluster has ended").atMost(PATIENCE).until(() -> !process.isAlive());
  }

  private Process launch(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(SCRIPT.toString(), "--folder", state.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().put("HOLDFAST_BACKEND_CLASSPATH", System.getProperty("java.class.path"));
    builder
        .environment()
        .put("HOLDFAST_BACKEND_JVM_ARGS", "-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private String said() throws IOException {
    return Files.exists(output) ? Files.readString(output) : "";
  }
}
