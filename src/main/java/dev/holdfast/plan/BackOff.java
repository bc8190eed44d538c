package dev.holdfast.plan;

import dev.holdfast.settings.ConfigurationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * How long a client waits before each attempt to come back.
 *
 * <p>Full jitter is that of M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
 * 2015: a random time between nothing and what exponential back-off would wait.
 */
public enum BackOff {
  /** At once, again and again. */
  NONE {
    @Override
    Duration delay(int attempt, Duration base, Duration cap, RandomGenerator random) {
      return Duration.ZERO;
    }
  },
  /** The same time before each. */
  FIXED {
    @Override
    Duration delay(int attempt, Duration base, Duration cap, RandomGenerator random) {
      return base;
    }
  },
  /** Twice as long each time, up to a limit. */
  EXPONENTIAL {
    @Override
    Duration delay(int attempt, Duration base, Duration cap, RandomGenerator random) {
      return doubled(attempt, base, cap);
    }
  },
  /** At random between nothing and the exponential time. */
  FULL_JITTER {
    @Override
    Duration delay(int attempt, Duration base, Duration cap, RandomGenerator random) {
      return Duration.ofNanos(random.nextLong(doubled(attempt, base, cap).toNanos() + 1));
    }
  };

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The wait before an attempt.
   *
   * @param attempt its number, from 0
   * @param base the wait before the first; above 0
   * @param cap the longest wait; not below {@code base}
   * @param random makes jitter
   */
  abstract Duration delay(int attempt, Duration base, Duration cap, RandomGenerator random);

  /** The name in configuration and reports, such as {@code full-jitter}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The strategies that a list names; {@code all} means every one.
   *
   * @param key the configuration's key, for the error
   * @throws ConfigurationException if the list is empty or names an unknown one
   */
  static List<BackOff> parse(String key, List<String> names) {
    String known = Arrays.stream(values()).map(BackOff::id).collect(Collectors.joining(", "));
    if (names.equals(List.of("all"))) {
      return List.of(values());
    }
    if (names.isEmpty()) {
      throw ConfigurationException.refused(key, "all or a list of " + known, "nothing");
    }
    return names.stream()
        .map(
            name ->
                Arrays.stream(values())
                    .filter(each -> each.id().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            ConfigurationException.refused(key, "all or a list of " + known, name)))
        .toList();
  }

  private static Duration doubled(int attempt, Duration base, Duration cap) {
    Duration wait = base.multipliedBy(1L << Math.min(attempt, MOST_DOUBLINGS));
    return wait.compareTo(cap) > 0 ? cap : wait;
  }
}
