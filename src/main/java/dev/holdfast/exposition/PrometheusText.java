package dev.holdfast.exposition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads metrics as targets expose them: the Prometheus text format 0.0.4 and OpenMetrics 1.0.
 * Types, help texts, timestamps and exemplars are passed over.
 */
public final class PrometheusText {

  private final String line;
  private int at;

  private PrometheusText(String line) {
    this.line = line;
  }

  /**
   * All samples, in order.
   *
   * @throws IllegalArgumentException if a line is none of the format, telling which
   */
  public static List<MetricSample> parse(String text) {
    List<MetricSample> samples = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String trimmed = line.strip();
      if (trimmed.isEmpty() || trimmed.startsWith("#")) {
        continue;
      }
      try {
        samples.add(new PrometheusText(trimmed).sample());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "metrics line " + number + " must be NAME{LABELS} VALUE: " + e.getMessage(), e);
      }
    }
    return samples;
  }

  private MetricSample sample() {
    String name = word("{ \t");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("there is no name");
    }
    Map<String, String> labels = at < line.length() && line.charAt(at) == '{' ? labels() : Map.of();
    skipBlanks();
    String value = word(" \t");
    return new MetricSample(name, labels, number(value));
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    at++;
    while (true) {
      skipBlanks();
      if (next() == '}') {
        at++;
        return labels;
      }
      String label = word("= \t");
      skipBlanks();
      expect('=');
      skipBlanks();
      expect('"');
      labels.put(label, quoted());
      skipBlanks();
      if (next() == ',') {
        at++;
      } else if (next() != '}') {
        throw new IllegalArgumentException("labels are parted by commas");
      }
    }
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    while (next() != '"') {
      char c = line.charAt(at++);
      if (c == '\\') {
        char escaped = next();
        at++;
        value.append(escaped == 'n' ? '\n' : escaped);
      } else {
        value.append(c);
      }
    }
    at++;
    return value.toString();
  }

  private String word(String ends) {
    int from = at;
    while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return line.substring(from, at);
  }

  private void skipBlanks() {
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
  }

  private char next() {
    if (at >= line.length()) {
      throw new IllegalArgumentException("it ends too early");
    }
    return line.charAt(at);
  }

  private void expect(char c) {
    if (next() != c) {
      throw new IllegalArgumentException("a '" + c + "' is missing at character " + (at + 1));
    }
    at++;
  }

  private static double number(String value) {
    return switch (value) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN", "Nan" -> Double.NaN;
      default -> {
        try {
          yield Double.parseDouble(value);
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException("the value is no number: " + value, e);
        }
      }
    };
  }
}
