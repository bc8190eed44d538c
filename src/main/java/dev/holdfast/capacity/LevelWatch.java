package dev.holdfast.capacity;

import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Watches one level while it is held: cuts off its warm-up, merges its settled window, and says
 * when it is hopeless, so that nobody waits for the end of a level whose verdict is known.
 *
 * <p>Not for use from several threads.
 */
public final class LevelWatch {

  private static final int HOPELESS_TICKS = 3;
  private static final double HOPELESS_FACTOR = 4;
  private static final double MICROS = 1e6;

  private final double warmUp;
  private final double end;
  private final LevelPromise promise;
  private final Histogram micros = new Histogram(3);
  private final Histogram unended = new Histogram(3);
  private Histogram atBegin = new Histogram(3);
  private Histogram atEnd = new Histogram(3);

  private double seconds;
  private long planned;
  private long begun;
  private long failed;
  private long ended;
  private double pauseTime;
  private double concurrencyTime;
  private double sessionTime;
  private long reconnections;
  private long turns;
  private int slowTicks;

  /** A watch over a level that is held so. */
  public LevelWatch(LevelPlan plan, Hold hold, LevelPromise promise) {
    this.warmUp = plan.warmUpSeconds();
    this.end = warmUp + plan.settledSeconds(hold);
    this.promise = promise;
  }

  /**
   * Takes in what happened; what began before the end of the warm-up is left out.
   *
   * @param waitingMicros how long each unit of work that is under way at the tick's end has been so
   */
  public void take(LevelTick tick, Histogram waitingMicros) {
    atEnd = waitingMicros;
    if (tick.fromSeconds() < warmUp) {
      atBegin = waitingMicros;
      return;
    }
    seconds += tick.seconds();
    planned += tick.planned();
    begun += tick.begun();
    failed += tick.failed();
    ended += tick.responseMicros().getTotalCount();
    micros.add(tick.responseMicros());
    pauseTime += tick.pauseMillis() * tick.seconds();
    concurrencyTime += tick.concurrency() * tick.seconds();
    sessionTime += tick.sessions() * tick.seconds();
    reconnections += tick.reconnections();
    turns += tick.turns();
    slowTicks = hopelesslySlow(tick.responseMicros()) ? slowTicks + 1 : 0;
  }

  /**
   * The level ends while work is still under way. What has waited longer than promised by then is
   * as late as that at least, and counts so; else a level that is shorter than its target is slow
   * would see only what came back.
   */
  public void end() {
    atEnd
        .recordedValues()
        .forEach(
            waiting -> {
              if (waiting.getValueIteratedTo() / 1000.0 > promise.p99Millis()) {
                unended.recordValueWithCount(
                    waiting.getValueIteratedTo(), waiting.getCountAddedInThisIterationStep());
              }
            });
  }

  /** Whether the settled window has been seen whole. */
  public boolean complete() {
    return warmUp + seconds >= end;
  }

  /**
   * Why the level cannot hold any more, whatever comes: more failed than all the work of its window
   * may, or three spans on end were four times slower than promised.
   */
  public Optional<String> hopeless() {
    double expected = seconds == 0 ? 0 : ended / seconds * (end - warmUp);
    if (failed > 1 && failed > promise.mostFailedShare() * Math.max(expected, (double) ended)) {
      return Optional.of(
          String.format(Locale.ROOT, "%,d failed, more than the whole level may", failed));
    }
    if (slowTicks >= HOPELESS_TICKS) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "p99 was above %.0f ms in %d spans on end",
              HOPELESS_FACTOR * promise.p99Millis(),
              slowTicks));
    }
    return Optional.empty();
  }

  /**
   * The figures of what was seen of the settled window.
   *
   * @return empty if nothing of it was seen, or nothing was at once in it
   */
  public Optional<LevelFigures> figures() {
    if (seconds == 0 || concurrencyTime == 0) {
      return Optional.empty();
    }
    long all = Math.max(ended, failed);
    Histogram times = new Histogram(3);
    times.add(micros);
    times.add(unended);
    return Optional.of(
        new LevelFigures(
            seconds,
            concurrencyTime / seconds,
            Math.sqrt(squares(atBegin) + squares(atEnd)) / seconds,
            ended / seconds,
            all == 0 ? 1 : (double) failed / all,
            planned == 0 ? 1 : Math.min(1, (double) begun / planned),
            ended == 0 ? 0 : micros.getMean() / 1000,
            pauseTime / seconds,
            times.getValueAtPercentile(50) / 1000.0,
            times.getValueAtPercentile(99) / 1000.0,
            times.getMaxValue() / 1000.0,
            sessionTime / seconds,
            reconnections / seconds,
            turns / seconds));
  }

  /** Sum of the squares of times, in seconds. */
  private static double squares(Histogram micros) {
    double sum = 0;
    for (HistogramIterationValue each : micros.recordedValues()) {
      double seconds = each.getValueIteratedTo() / MICROS;
      sum += seconds * seconds * each.getCountAddedInThisIterationStep();
    }
    return sum;
  }

  private boolean hopelesslySlow(Histogram tick) {
    return tick.getTotalCount() > 0
        && tick.getValueAtPercentile(99) / 1000.0 > HOPELESS_FACTOR * promise.p99Millis();
  }
}
