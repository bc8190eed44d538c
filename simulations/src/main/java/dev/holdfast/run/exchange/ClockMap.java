package dev.holdfast.run.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How another process's monotonic clock stands to this one's: from pings, of which the quickest
 * tells best, since its answer was written nearest to the middle of its way.
 *
 * <p>Source: D. L. Mills, RFC 5905, section 8 and the clock filter of section 10. For one thread.
 */
public final class ClockMap {

  /** Beyond it a clock jumped. */
  static final long MOST_JUMP_NANOS = 50_000_000;

  /** Beyond it a clock goes wrong: parts of a million. */
  static final double MOST_DRIFT_PPM = 200;

  private static final int KEPT = 8;
  private static final double PARTS = 1e6;

  /** Shorter, the pings' own error would look like drift. */
  private static final long LEAST_FOR_DRIFT_NANOS = 60_000_000_000L;

  private final Deque<Ping> latest = new ArrayDeque<>();
  private Optional<Ping> first = Optional.empty();

  /**
   * One question for the time.
   *
   * @param askedNanos here
   * @param answeredNanos here
   * @param theirNanos there, between the two
   */
  public record Ping(long askedNanos, long answeredNanos, long theirNanos) {

    long tripNanos() {
      return answeredNanos - askedNanos;
    }

    long offsetNanos() {
      return theirNanos - askedNanos - tripNanos() / 2;
    }
  }

  /**
   * Takes another ping.
   *
   * @return what is wrong with that clock; empty if nothing is
   */
  public Optional<String> take(Ping ping) {
    Optional<Ping> before = best();
    latest.addLast(ping);
    if (latest.size() > KEPT) {
      latest.removeFirst();
    }
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Ping known = before.get();
    long error = known.tripNanos() / 2 + ping.tripNanos() / 2;
    long jump = Math.abs(ping.offsetNanos() - known.offsetNanos()) - error;
    if (jump > MOST_JUMP_NANOS) {
      return Optional.of("its monotonic clock jumped by " + jump / 1_000_000 + " ms");
    }
    Ping begun = first.orElse(known);
    first = Optional.of(begun);
    long between = ping.askedNanos() - begun.askedNanos();
    if (between >= LEAST_FOR_DRIFT_NANOS) {
      long apart =
          Math.abs(ping.offsetNanos() - begun.offsetNanos())
              - begun.tripNanos() / 2
              - ping.tripNanos() / 2;
      double drift = PARTS * apart / between;
      if (drift > MOST_DRIFT_PPM) {
        return Optional.of("its monotonic clock drifts by " + Math.round(drift) + " ppm");
      }
    }
    return Optional.empty();
  }

  /**
   * An instant of this process's clock on the other one's.
   *
   * @throws IllegalStateException before the first ping
   */
  public long theirs(long ours) {
    return ours + best().orElseThrow(() -> new IllegalStateException("no ping yet")).offsetNanos();
  }

  /** By how much an instant on that clock may be wrong; half the quickest trip. */
  public long errorNanos() {
    return best().map(ping -> ping.tripNanos() / 2).orElse(Long.MAX_VALUE);
  }

  private Optional<Ping> best() {
    return latest.stream().min((a, b) -> Long.compare(a.tripNanos(), b.tripNanos()));
  }
}
