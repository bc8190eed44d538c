package dev.holdfast.launch;

import java.util.List;

/** How the load generator's process is tuned; the build does the same for {@code gatling:test}. */
final class GeneratorJvm {

  private GeneratorJvm() {}

  /**
   * Arguments of its JVM: see docs/performance.md for each.
   *
   * @param heap such as {@code 1536m}; it neither shrinks nor grows
   */
  static List<String> arguments(String heap) {
    return List.of(
        "-Xms" + heap,
        "-Xmx" + heap,
        "-XX:MetaspaceSize=128m",
        "-XX:MaxGCPauseMillis=20",
        "-XX:MaxTenuringThreshold=2",
        "-XX:-G1UseAdaptiveIHOP",
        "-XX:InitiatingHeapOccupancyPercent=60",
        "-XX:TieredStopAtLevel=1",
        // Gatling reads a string's bytes as they are.
        "--add-opens=java.base/java.lang=ALL-UNNAMED");
  }
}
