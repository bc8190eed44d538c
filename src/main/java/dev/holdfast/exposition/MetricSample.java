package dev.holdfast.exposition;

import java.util.Map;

/**
 * One line of a target's metrics.
 *
 * @param name such as {@code process_cpu_seconds_total}
 * @param labels what tells it from others of its name
 * @param value which may be infinite or not a number
 */
public record MetricSample(String name, Map<String, String> labels, double value) {

  /** Copies what is mutable. */
  public MetricSample {
    labels = Map.copyOf(labels);
  }
}
