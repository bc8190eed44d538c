package dev.holdfast.faults.stages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What can be put on all connections of a proxy: Toxiproxy's names, attributes and units. The toxic
 * {@code down} is a proxy that is not enabled.
 *
 * <p>Source: Toxiproxy 2.12, README, section "Toxics".
 */
public enum ToxicType {
  /** Delays by {@code latency} ± {@code jitter} milliseconds. */
  LATENCY("latency", "jitter"),
  /** Limits to {@code rate} KB (1,000 bytes) a second, at least 1. */
  BANDWIDTH("rate"),
  /** Delays the end of the stream by {@code delay} milliseconds. */
  SLOW_CLOSE("delay"),
  /** Drops all, closes after {@code timeout} milliseconds; 0: a black hole until removed. */
  TIMEOUT("timeout"),
  /** RST to both sides {@code timeout} milliseconds after the next byte. */
  RESET_PEER("timeout"),
  /** Pieces of {@code average_size} ± {@code size_variation} bytes, {@code delay} µs apart. */
  SLICER("average_size", "size_variation", "delay"),
  /** Closes after {@code bytes}. */
  LIMIT_DATA("bytes");

  private static final long MOST = Integer.MAX_VALUE;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> attributes;

  ToxicType(String... attributes) {
    this.attributes = List.of(attributes);
  }

  /** The name on the wire of the control interface. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ToxicType of(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "invalid toxic type: type must be one of "
                        + Arrays.stream(values())
                            .map(ToxicType::id)
                            .collect(Collectors.joining(", "))
                        + ", got: "
                        + id));
  }

  /** The attributes' names, in Toxiproxy's order. */
  public List<String> attributes() {
    return attributes;
  }

  void check(Map<String, Long> values) {
    values.forEach(
        (name, value) -> {
          if (!attributes.contains(name)) {
            throw new IllegalArgumentException(
                id() + " has the attributes " + String.join(", ", attributes) + ", got: " + name);
          }
          require(value >= 0 && value <= MOST, name, "must be 0 to " + MOST, value);
        });
    if (this == BANDWIDTH) {
      require(values.getOrDefault("rate", 0L) >= 1, "rate", "must be at least 1", values);
    }
    if (this == SLICER) {
      long average = values.getOrDefault("average_size", 0L);
      require(average >= 1, "average_size", "must be at least 1", average);
      long variation = values.getOrDefault("size_variation", 0L);
      require(variation < average, "size_variation", "must be below average_size", variation);
    }
  }

  private void require(boolean met, String attribute, String rule, Object got) {
    if (!met) {
      throw new IllegalArgumentException(id() + "." + attribute + " " + rule + ", got: " + got);
    }
  }
}
