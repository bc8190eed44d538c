package dev.holdfast.run;

import java.util.Map;

/** What a run ran on, and what it was started by. */
final class RunEnvironment {

  private RunEnvironment() {}

  /** As {@code run.json} tells it. */
  static Map<String, String> told() {
    return Map.of(
        "java.version", System.getProperty("java.version"),
        "java.vm", System.getProperty("java.vm.name"),
        "os", System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "processors", String.valueOf(Runtime.getRuntime().availableProcessors()),
        "started-by", System.getProperty(ToldVerdict.STARTED_BY, "mvn gatling:test"),
        "max-heap-bytes", String.valueOf(Runtime.getRuntime().maxMemory()));
  }
}
