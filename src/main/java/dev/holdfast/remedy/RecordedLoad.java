package dev.holdfast.remedy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.holdfast.measure.RunIdentity;
import java.time.Duration;
import java.util.Map;

/**
 * The load that a run was to bear, and by what its generator was held to be late, from its record.
 *
 * @param users planned at once
 * @param duration of each user's life
 * @param ramp over how long they arrived
 * @param warmUp longest that it may have taken
 * @param maxLagP99 99th percentile of the lag in an interval that is in time
 * @param maxPause longest standstill in it
 */
record RecordedLoad(
    int users,
    Duration duration,
    Duration ramp,
    Duration warmUp,
    Duration maxLagP99,
    Duration maxPause) {

  private static final long TEN_SECONDS = 10;
  private static final long A_MINUTE = 60;
  private static final long TEN_MINUTES = 600;
  private static final double MILLIS_A_SECOND = 1_000;

  static RecordedLoad of(RunIdentity run) {
    return new RecordedLoad(
        run.plannedUsers(),
        duration(run, "holdfast.duration"),
        duration(run, "holdfast.ramp"),
        duration(run, "holdfast.warm-up.most"),
        duration(run, "holdfast.generator.event-loop-lag-p99"),
        duration(run, "holdfast.generator.gc-pause-max"));
  }

  /** So many times a duration as a setting, rounded up to what people would write. */
  static String times(Duration duration, double factor) {
    long seconds = (long) Math.ceil(duration.toMillis() / MILLIS_A_SECOND * factor);
    long step = seconds < TEN_MINUTES ? TEN_SECONDS : A_MINUTE;
    long rounded = (seconds + step - 1) / step * step;
    return rounded % A_MINUTE == 0 ? rounded / A_MINUTE + "m" : rounded + "s";
  }

  /** Zero where the record does not tell, as in one of an earlier version. */
  private static Duration duration(RunIdentity run, String key) {
    try {
      return ConfigFactory.parseMap(Map.of("it", run.configuration().getOrDefault(key, "0s")))
          .getDuration("it");
    } catch (ConfigException e) {
      return Duration.ZERO;
    }
  }
}
