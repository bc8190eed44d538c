package dev.holdfast.exposition;

import java.util.ArrayList;
import java.util.List;

/**
 * One sample as it is exposed: {@code NAME{LABELS} VALUE}. Names are ours, values of labels
 * anybody's.
 */
public final class MetricLine {

  private final String name;
  private final List<String> labels = new ArrayList<>();

  private MetricLine(String name) {
    this.name = name;
  }

  /** A sample of that metric. */
  public static MetricLine of(String name) {
    return new MetricLine(name);
  }

  /** The same with another label. */
  public MetricLine with(String label, String value) {
    labels.add(label(label, value));
    return this;
  }

  /** The line, with its end. */
  public String value(long value) {
    String in = labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}";
    return name + in + " " + value + "\n";
  }

  /** One label with its value escaped, such as {@code fault="reset"}. */
  public static String label(String label, String value) {
    return label
        + "=\""
        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + "\"";
  }
}
