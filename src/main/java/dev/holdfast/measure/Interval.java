package dev.holdfast.measure;

import dev.holdfast.continuity.model.Anomaly;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What happened between two writes of the journal: one line of {@code intervals.jsonl}.
 *
 * @param fromMillis start, in milliseconds since the run began
 * @param toMillis end, likewise
 * @param tallies reconnections planned and judged in it, by cohort; {@link Cohort#ALL} always
 *     present
 * @param anomalies found in it; only those above zero
 * @param events what was done to connections and backend in it, by name, such as {@code reset} or
 *     {@code backend-killed}; only those above zero
 * @param gauges instantaneous values at its end, such as {@code users.active}, {@code
 *     connections.open}, {@code generator.heap-after-gc-bytes}, {@code backend.heap-after-gc-bytes}
 */
public record Interval(
    long fromMillis,
    long toMillis,
    Map<Cohort, Tally> tallies,
    Map<Anomaly, Long> anomalies,
    Map<String, Long> events,
    Map<String, Double> gauges) {

  /** Copies the maps; a journal from before there were events has none. */
  public Interval {
    tallies = Map.copyOf(tallies);
    anomalies = Map.copyOf(anomalies);
    events = events == null ? Map.of() : Map.copyOf(events);
    gauges = Map.copyOf(gauges);
  }

  /** 99th percentile of how late the generator acted in it, in milliseconds; empty if unknown. */
  public OptionalDouble lagP99Millis() {
    return gauge(GeneratorGauges.LAG_P99_MILLIS);
  }

  /** The longest that the generator was late in it, in milliseconds; empty if unknown. */
  public OptionalDouble lagMaxMillis() {
    return gauge(GeneratorGauges.LAG_MAX_MILLIS);
  }

  /** Of several injectors on machines of their own: the index of the latest; empty of others. */
  public OptionalInt latestInjector() {
    OptionalDouble index = gauge(GeneratorGauges.LATEST_INJECTOR);
    return index.isPresent() ? OptionalInt.of((int) index.getAsDouble()) : OptionalInt.empty();
  }

  /** The generator's longest stop-the-world pause in it, in milliseconds; empty if unknown. */
  public OptionalDouble gcPauseMaxMillis() {
    return gauge(GeneratorGauges.GC_PAUSE_MAX_MILLIS);
  }

  /** How many users were there at its end; empty if unknown. */
  public OptionalDouble activeUsers() {
    return gauge("users.active");
  }

  /** Its returns together. */
  public Tally total() {
    return tallies.getOrDefault(Cohort.ALL, Tally.NONE);
  }

  private OptionalDouble gauge(String name) {
    Double value = gauges.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
