package dev.holdfast.scenarios.resilience;

import static dev.holdfast.faults.stages.Direction.DOWNSTREAM;

import dev.holdfast.faults.stages.Toxic;
import dev.holdfast.faults.stages.ToxicType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The quality of a network, as toxics on all its connections. TCP hides lost packets by sending
 * them again, so loss shows as jitter.
 */
public enum NetworkProfile {
  /** 10 ms. */
  STABLE(10, 1, 0, Duration.ofSeconds(1)),
  /** 100 ms; a tenth of that more or less, and as much again for packets sent twice. */
  UNSTABLE(100, 20, 0, Duration.ofSeconds(1)),
  /** 500 ms, so that no return is complete within a brief gap's deadline: gaps are medium. */
  POOR(500, 100, 0, Duration.ofSeconds(31)),
  /** 50 ms and 64 KB a second. */
  DEGRADING(50, 5, 64, Duration.ofSeconds(1));

  private final long latencyMillis;
  private final long jitterMillis;
  private final long kilobytesASecond;
  private final Duration gap;

  NetworkProfile(long latencyMillis, long jitterMillis, long kilobytesASecond, Duration gap) {
    this.latencyMillis = latencyMillis;
    this.jitterMillis = jitterMillis;
    this.kilobytesASecond = kilobytesASecond;
    this.gap = gap;
  }

  /** The name in reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How long its users are away, at time scale 1. */
  Duration gap() {
    return gap;
  }

  /** What lies on all connections of such a network. */
  public List<Toxic> toxics() {
    List<Toxic> toxics = new ArrayList<>();
    toxics.add(
        Toxic.of(
            ToxicType.LATENCY,
            DOWNSTREAM,
            Map.of("latency", latencyMillis, "jitter", jitterMillis)));
    if (kilobytesASecond > 0) {
      toxics.add(Toxic.of(ToxicType.BANDWIDTH, DOWNSTREAM, Map.of("rate", kilobytesASecond)));
    }
    return toxics;
  }
}
