package dev.holdfast.capacity;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Counts what one injector does at a level, and cuts it into spans. Safe for many threads; all
 * instants are nanoseconds of one monotonic clock.
 *
 * <p>How many are at once is measured by itself, as the time that units of work, or sessions, are
 * there, so that Little's law is a check on times and counts and not a tautology. A unit is there
 * from the instant at which it was due. What belongs to another level than the present one is left
 * out.
 */
public final class LevelMeter {

  private static final double NANOS = 1e9;
  private static final double NANOS_A_MILLI = 1e6;
  private static final long LATE_NANOS = 250_000_000;
  private static final long LONGEST_MICROS = 3_600_000_000L;

  private int level;
  private double plannedPerSecond;
  private boolean countsSessions;
  private long levelBegan;
  private long cutAt;

  private final Map<Integer, Long> underWay = new HashMap<>();
  private int busy;
  private int open;
  private long changedAt;
  private double workTime;
  private double sessionTime;

  private long begun;
  private long inTime;
  private long failed;
  private double pauseNanos;
  private long pauses;
  private long reconnections;
  private long turns;
  private Histogram micros = new Histogram(3);

  /**
   * One unit of work that ended.
   *
   * @param level at which it began
   * @param user whose it is; each has one at a time
   * @param nanos from the instant at which it was due to its end
   * @param kept whether all that was promised came
   * @param reconnections in it
   * @param turns in it
   */
  public record Unit(int level, int user, long nanos, boolean kept, int reconnections, int turns) {}

  /**
   * What was counted in a span.
   *
   * @param level the level's number; 0 between levels
   * @param tick the counts
   * @param inTime units of work that began in time, as far as that was the generator's doing
   * @param waitingMicros how long each unit of work that is under way at the span's end has been so
   * @param busy units of work that are under way then, whatever level they belong to
   * @param open sessions that are open then
   */
  public record Cut(
      int level, LevelTick tick, long inTime, Histogram waitingMicros, int busy, int open) {}

  /**
   * A level begins; 0 ends one.
   *
   * @param number tells levels apart; at least 1, or 0 for a rest
   * @param plannedUnitsPerSecond of this injector
   * @param populationCounts whether sessions are what is counted at once, rather than units of work
   */
  public synchronized void begin(
      long now, int number, double plannedUnitsPerSecond, boolean populationCounts) {
    integrate(now);
    level = number;
    plannedPerSecond = plannedUnitsPerSecond;
    countsSessions = populationCounts;
    levelBegan = now;
    cutAt = now;
    underWay.clear();
    clear();
  }

  /** A session was opened, or closed by minus one. */
  public synchronized void opened(long now, int howMany) {
    integrate(now);
    open += howMany;
  }

  /**
   * A unit of work begins.
   *
   * @param user whose it is; each has one at a time
   * @param due when it should have
   * @param free since when its session was free for it
   * @param previousEnd when the session's unit before ended; negative if it had none at this level.
   *     Nobody waits between units where it is not sessions that are counted
   */
  public synchronized void began(
      long now, int ofLevel, int user, long due, long free, long previousEnd) {
    busy++;
    if (ofLevel != level) {
      return;
    }
    integrate(now);
    begun++;
    underWay.put(user, Math.min(due, now));
    workTime += Math.max(0, now - Math.max(due, cutAt));
    if (now - Math.max(due, free) <= LATE_NANOS) {
      inTime++;
    }
    if (countsSessions && previousEnd >= 0) {
      pauseNanos += due - previousEnd;
      pauses++;
    }
  }

  /** A unit of work ended. */
  public synchronized void ended(long now, Unit unit) {
    busy--;
    if (unit.level() != level) {
      return;
    }
    integrate(now);
    underWay.remove(unit.user());
    failed += unit.kept() ? 0 : 1;
    reconnections += unit.reconnections();
    turns += unit.turns();
    micros.recordValue(micros(unit.nanos()));
  }

  /** Ends the span that began at the last cut. */
  public synchronized Cut cut(long now) {
    integrate(now);
    double from = (cutAt - levelBegan) / NANOS;
    double to = Math.max(from + 1e-9, (now - levelBegan) / NANOS);
    double seconds = to - from;
    double sessions = sessionTime / NANOS / seconds;
    LevelTick tick =
        new LevelTick(
            from,
            to,
            planned(to) - planned(from),
            begun,
            failed,
            micros,
            pauses == 0 ? 0 : pauseNanos / pauses / NANOS_A_MILLI,
            countsSessions ? sessions : workTime / NANOS / seconds,
            sessions,
            reconnections,
            turns);
    Cut cut = new Cut(level, tick, inTime, waiting(now), busy, open);
    cutAt = now;
    clear();
    return cut;
  }

  private Histogram waiting(long now) {
    Histogram waiting = new Histogram(3);
    underWay.values().forEach(since -> waiting.recordValue(micros(now - since)));
    return waiting;
  }

  private static long micros(long nanos) {
    return Math.max(0, Math.min(LONGEST_MICROS, nanos / 1_000));
  }

  private long planned(double atSeconds) {
    return (long) Math.floor(plannedPerSecond * atSeconds);
  }

  private void integrate(long now) {
    long since = Math.max(0, now - changedAt);
    workTime += (double) since * underWay.size();
    sessionTime += (double) since * open;
    changedAt = Math.max(changedAt, now);
  }

  private void clear() {
    workTime = 0;
    sessionTime = 0;
    begun = 0;
    inTime = 0;
    failed = 0;
    pauseNanos = 0;
    pauses = 0;
    reconnections = 0;
    turns = 0;
    micros = new Histogram(3);
  }
}
