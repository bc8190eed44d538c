package dev.holdfast.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Values for a chart. */
final class ChartValues {

  private static final String TARGET = "target: wss://staging.example.org/ws\n";
  private static final String POLICY =
      "networkPolicy: {target: {to: [{ipBlock: {cidr: 192.0.2.10/32}}]}}\n";

  private ChartValues() {}

  /** The fewest that are taken, and more, which may have them otherwise. */
  static Path with(Path folder, String more) throws IOException {
    String least = (has(more, "target") ? "" : TARGET) + (has(more, "networkPolicy") ? "" : POLICY);
    return of(folder, least + more + "\n");
  }

  private static boolean has(String yaml, String key) {
    return yaml.lines().anyMatch(line -> line.startsWith(key + ":"));
  }

  /** These alone. */
  static Path of(Path folder, String yaml) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "values", ".yaml"), yaml);
  }
}
