package dev.holdfast.matrix;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the gate said of one defect.
 *
 * @param of the case
 * @param verdict PASS, FAIL or INVALID
 * @param judged reconnections judged
 * @param reported anomalies named, with their counts; only those above zero
 * @param missed objectives missed
 * @param seenWithin reconnections judged by the end of the interval in which the expected anomaly
 *     was first named; -1 if never, or for a trend
 */
record Detection(
    DetectionCase of,
    String verdict,
    long judged,
    Map<String, Long> reported,
    List<String> missed,
    long seenWithin) {

  Detection {
    reported = new TreeMap<>(reported);
    missed = List.copyOf(missed);
  }

  /** How often the expected anomaly was named. */
  long hits() {
    return reported.getOrDefault(of.expected(), 0L);
  }

  /** Whether it was named as what it is, and the gate failed. */
  boolean caught() {
    boolean named = of.isTrend() ? missed.contains(of.expected()) : hits() > 0;
    return named && verdict.equals("FAIL");
  }

  /** Anomalies named that are neither the expected one nor its known consequence. */
  Map<String, Long> strangers() {
    Map<String, Long> others = new TreeMap<>(reported);
    others.remove(of.expected());
    others.keySet().removeAll(of.consequences());
    return others;
  }
}
