package dev.holdfast.fieldtargets;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ActiveMQ Artemis in a process of its own, with the libraries that it was released with: together
 * with those of Gatling it stands still for seconds.
 */
public final class ArtemisBroker implements AutoCloseable {

  private static final Path SOURCE = Path.of("src/test/artemis");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern LISTENING = Pattern.compile("listening on (ws://\\S+)");
  private static final Pattern LEFT = Pattern.compile("under way to nobody: (\\d+)");

  private final Process process;
  private final Path output;

  private ArtemisBroker(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Whether Maven could fetch what the broker needs.
   *
   * @param folder is told what that is
   */
  public static boolean prepared(Path folder) throws IOException, InterruptedException {
    try {
      Process maven =
          new ProcessBuilder(
                  "mvn",
                  "-B",
                  "-q",
                  "-f",
                  SOURCE.resolve("pom.xml").toString(),
                  "dependency:build-classpath",
                  "-Dmdep.outputFile=" + classPath(folder).toAbsolutePath())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("maven.txt").toFile())
              .start();
      return maven.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && maven.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Starts one on a free port.
   *
   * @param folder prepared before
   * @param further such as {@code --faulty}
   */
  public static ArtemisBroker start(Path folder, String... further) throws IOException {
    return start(folder, 0, further);
  }

  /** The same on a port of one's choice. */
  public static ArtemisBroker start(Path folder, int port, String... further) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                Files.readString(classPath(folder)).strip(),
                SOURCE.resolve("ArtemisBroker.java").toString(),
                String.valueOf(port),
                Files.createTempDirectory(folder, "journal").toString()));
    command.addAll(Arrays.asList(further));
    Path output = Files.createTempFile(folder, "broker", ".txt");
    ArtemisBroker started =
        new ArtemisBroker(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start(),
            output);
    try {
      await("the broker listens").atMost(PATIENCE).until(() -> !started.url().isEmpty());
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    return started;
  }

  /** Where it serves; empty as long as it does not. */
  public String url() throws IOException {
    Matcher listening = LISTENING.matcher(Files.readString(output));
    return listening.find() ? listening.group(1) : "";
  }

  /** Ends it; how many messages it then still counts as under way to clients that are gone. */
  public int underWayToNobody() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the broker does not end");
    }
    Matcher left = LEFT.matcher(Files.readString(output));
    if (!left.find()) {
      throw new IllegalStateException("the broker ended without a last word");
    }
    return Integer.parseInt(left.group(1));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static Path classPath(Path folder) {
    return folder.resolve("classpath.txt");
  }
}
