package dev.holdfast.measure;

import dev.holdfast.continuity.Anomaly;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Lets through only so many witnesses of each anomaly: the first ones tell a person what happens,
 * the ten thousandth only fills the disk.
 */
final class WitnessGate {

  private final int perAnomaly;
  private final AtomicIntegerArray passed = new AtomicIntegerArray(Anomaly.values().length);

  WitnessGate(int perAnomaly) {
    this.perAnomaly = perAnomaly;
  }

  /** Whether a witness of these anomalies is still wanted: one of them has too few so far. */
  boolean admits(Set<Anomaly> anomalies) {
    boolean wanted = false;
    for (Anomaly anomaly : anomalies) {
      // Looked at first: a counter that rose with every refusal would one day wrap.
      if (passed.get(anomaly.ordinal()) < perAnomaly) {
        wanted |= passed.getAndIncrement(anomaly.ordinal()) < perAnomaly;
      }
    }
    return wanted;
  }
}
