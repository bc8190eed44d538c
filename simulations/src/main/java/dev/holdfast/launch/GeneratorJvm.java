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
        "-XX:+UseG1GC",
        "-XX:+HeapDumpOnOutOfMemoryError",
        "-XX:MaxInlineLevel=20",
        "-XX:MaxTrivialSize=12",
        "-XX:MetaspaceSize=128m",
        "-XX:MaxGCPauseMillis=20",
        "-XX:MaxTenuringThreshold=2",
        "-XX:-G1UseAdaptiveIHOP",
        "-XX:InitiatingHeapOccupancyPercent=60",
        "-XX:TieredStopAtLevel=1",
        "-Dio.netty.leakDetection.level=disabled",
        // Gatling reads a string's bytes as they are, and Netty makes buffers without filling them.
        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED");
  }
}
