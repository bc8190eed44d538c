package dev.holdfast.launch;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The chart in {@code deploy/helm}, with a stand-in for the chart of NATS that it depends on,
 * rendered by Helm itself.
 */
final class Chart {

  static final Path SOURCE = Path.of("../deploy/helm/holdfast");
  private static final Path NATS = Path.of("src/test/charts/nats");

  /** Of the cluster that it is rendered for. */
  private static final String KUBERNETES = "1.31";

  private final Path folder;

  private Chart(Path folder) {
    this.folder = folder;
  }

  /** A copy of it in a folder that is there. */
  static Chart in(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, "chart").resolve("holdfast");
    copy(SOURCE, folder);
    copy(NATS, folder.resolve("charts/nats"));
    return new Chart(folder);
  }

  /**
   * The same with a fault.
   *
   * @param file of the chart, in which {@code right} stands
   */
  Chart with(String file, String right, String wrong) throws IOException {
    Path faulty = folder.resolve(file);
    String text = Files.readString(faulty);
    if (!text.contains(right)) {
      throw new IllegalArgumentException(file + " has no: " + right);
    }
    Files.writeString(faulty, text.replace(right, wrong));
    return this;
  }

  /**
   * What would be given to a cluster.
   *
   * @throws IllegalStateException with what Helm says of values that it refuses
   */
  Manifests rendered(String release, Path values) throws IOException {
    return Manifests.of(
        new Helm(folder)
            .template()
            .withName(release)
            .withNamespace("load")
            .withKubeVersion(KUBERNETES)
            .withValuesFile(values)
            .call());
  }

  /** What is said after an installation. */
  String notes(String release, Path values) {
    String said =
        new Helm(folder)
            .install()
            .withName(release)
            .withNamespace("load")
            .withKubeVersion(KUBERNETES)
            .clientOnly()
            .dryRun()
            .withValuesFile(values)
            .call()
            .getOutput();
    return said.substring(said.indexOf("NOTES:"));
  }

  /** What Helm's own check has against it. */
  List<String> lint() {
    return new Helm(folder).lint().strict().call().getMessages();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.sorted().toList()) {
        Path relative = from.relativize(each);
        // What a developer's helm dependency update has brought.
        if (!relative.startsWith("charts") && !relative.toString().equals("Chart.lock")) {
          Path target = to.resolve(relative.toString());
          if (Files.isDirectory(each)) {
            Files.createDirectories(target);
          } else {
            Files.copy(each, target);
          }
        }
      }
    }
  }
}
