package dev.holdfast.measure.live;

import dev.holdfast.continuity.model.Anomaly;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets through only so many witnesses of each anomaly: the first ones tell a person what happens,
 * the ten thousandth only fills the disk.
 */
public final class WitnessGate {

  private final int perAnomaly;
  private final Map<Anomaly, AtomicInteger> passed = new EnumMap<>(Anomaly.class);

  public WitnessGate(int perAnomaly) {
    this.perAnomaly = perAnomaly;
    for (Anomaly anomaly : Anomaly.values()) {
      passed.put(anomaly, new AtomicInteger());
    }
  }

  /** Whether a witness of these anomalies is still wanted: one of them has too few so far. */
  public boolean admits(Set<Anomaly> anomalies) {
    boolean wanted = false;
    for (Anomaly anomaly : anomalies) {
      AtomicInteger counter = passed.get(anomaly);
      // Looked at first: a counter that rose with every refusal would one day wrap.
      if (counter != null && counter.get() < perAnomaly) {
        wanted |= counter.getAndIncrement() < perAnomaly;
      }
    }
    return wanted;
  }
}
