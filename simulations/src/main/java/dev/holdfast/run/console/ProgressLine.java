package dev.holdfast.run.console;

import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.Phase;
import dev.holdfast.user.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How far a run has come: one line that changes in place on a terminal, a few lines in a log. */
public final class ProgressLine implements AutoCloseable, IntervalListener {

  /** One less than a terminal has at least: a line that is full would wrap. */
  private static final int COLUMNS = 79;

  private static final long PERIOD_SECONDS = 1;

  /** Of so many seconds is what happens a second. */
  private static final int OF_LATE = 10;

  private final Console console;
  private final Progress progress;
  private final Instant since;
  private final RunOutline course;
  private final String whose;
  private final LogPace pace;
  private final long[] judged = new long[OF_LATE];
  private final ScheduledThreadPoolExecutor clock;
  private volatile double lagMillis = -1;
  private int told;

  private ProgressLine(
      Console console, Progress progress, Instant since, RunOutline course, int injectors) {
    this.console = console;
    this.progress = progress;
    this.since = since;
    this.course = course;
    this.whose = injectors == 1 ? "" : "injector 1 of " + injectors + ": ";
    this.pace = new LogPace(course.expected());
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "progress-line");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins; of several injectors it tells of the one in this process, and says so.
   *
   * @param since when the run began
   */
  public static ProgressLine start(
      Console console, Progress progress, Instant since, RunOutline course, int injectors) {
    ProgressLine line = new ProgressLine(console, progress, since, course, injectors);
    var unused =
        line.clock.scheduleAtFixedRate(
            line::tell, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    return line;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  @Override
  public void timed(Phase phase, Histogram micros) {
    // Of times, only how late the generator is.
  }

  @Override
  public void ended(Interval interval) {
    lagMillis = interval.gauges().getOrDefault(GeneratorGauges.LAG_P99_MILLIS, lagMillis);
  }

  private void tell() {
    Duration elapsed = Duration.between(since, Instant.now());
    long now = progress.judged();
    long then = judged[told % OF_LATE];
    judged[told % OF_LATE] = now;
    told++;
    double perSecond = (double) (now - then) / Math.min(told, OF_LATE);
    if (console.isTerminal()) {
      console.sayInPlace(line(elapsed, now, perSecond));
    } else if (pace.isDue(elapsed)) {
      console.say(line(elapsed, now, perSecond));
    }
  }

  private String line(Duration elapsed, long returns, double perSecond) {
    Standing standing =
        new Standing(
            whose + course.phase(elapsed),
            elapsed,
            course.expected(),
            progress.usersAlive(),
            returns,
            progress.broken(),
            perSecond,
            lagMillis);
    return standing.line(COLUMNS);
  }
}
