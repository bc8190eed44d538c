package dev.holdfast.soak;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run over time, without its warm-up: what drift is looked for in.
 *
 * @param warmUpMillis where it begins, in milliseconds since the run began; -1 if the warm-up never
 *     ended
 * @param series the values of each figure that was measured, in order of time
 * @param worst the window with the largest p99 of the whole restore; empty if none was timed
 */
public record TimeSeries(
    long warmUpMillis, Map<Metric, List<Observation>> series, Optional<Window> worst) {

  /** Sample: where the warm-up ended, in milliseconds since the run began. */
  public static final String WARM_UP_MILLIS = "soak.warm-up-millis";

  /** Sample: from when on users leave, in milliseconds since the run began. */
  public static final String OVER_MILLIS = "soak.over-millis";

  /** Gauge: how many of the users are to be there now, 0 to 1; absent where all always are. */
  public static final String USERS_SHARE = "soak.users-share";

  /** Nothing was measured. */
  public static final TimeSeries NONE = new TimeSeries(-1, Map.of(), Optional.empty());

  /**
   * One window.
   *
   * @param fromMillis start, in milliseconds since the run began
   * @param toMillis end, likewise
   * @param count how many values
   * @param micros their 99th percentile, in microseconds
   */
  public record Window(long fromMillis, long toMillis, long count, double micros) {}

  /** Copies the series. */
  public TimeSeries {
    Map<Metric, List<Observation>> copy = new EnumMap<>(Metric.class);
    series.forEach((figure, values) -> copy.put(figure, List.copyOf(values)));
    series = Map.copyOf(copy);
  }

  /** What was observed of that figure; nothing if it was not measured. */
  public List<Observation> of(Metric figure) {
    return series.getOrDefault(figure, List.of());
  }
}
