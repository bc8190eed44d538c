package dev.holdfast.run.kinds;

import java.time.Duration;

/** A length of time as people say it. */
final class RoughTime {

  private static final int SECONDS_TOLD_SINGLY = 120;

  private RoughTime() {}

  /** In seconds up to two minutes, then in minutes, each rounded up. */
  static String of(Duration time) {
    long seconds = time.plusNanos(999_999_999).toSeconds();
    return seconds <= SECONDS_TOLD_SINGLY
        ? seconds + " s"
        : Duration.ofSeconds(seconds + 59).toMinutes() + " min";
  }
}
