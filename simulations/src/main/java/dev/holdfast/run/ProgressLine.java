package dev.holdfast.run;

import dev.holdfast.run.context.Console;
import dev.holdfast.user.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One line every five seconds: how far the run has come. */
final class ProgressLine implements AutoCloseable {

  private static final long PERIOD_SECONDS = 5;
  private static final int SECONDS_A_MINUTE = 60;

  private final Console console;
  private final Progress progress;
  private final Instant since;
  private final String whose;
  private final ScheduledThreadPoolExecutor clock;

  private ProgressLine(Console console, Progress progress, Instant since, int injectors) {
    this.console = console;
    this.progress = progress;
    this.since = since;
    this.whose = injectors == 1 ? "" : "  (injector 1 of " + injectors + ")";
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "progress-line");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins; of several injectors it tells of the one in this process, and says so. */
  static ProgressLine start(Console console, Progress progress, Instant since, int injectors) {
    ProgressLine line = new ProgressLine(console, progress, since, injectors);
    var unused =
        line.clock.scheduleAtFixedRate(
            line::print, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    return line;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void print() {
    long seconds = Duration.between(since, Instant.now()).toSeconds();
    console.say(
        String.format(
            Locale.ROOT,
            "%02d:%02d  %,d users  %,d reconnections judged  %,d broken%s",
            seconds / SECONDS_A_MINUTE,
            seconds % SECONDS_A_MINUTE,
            progress.usersAlive(),
            progress.judged(),
            progress.broken(),
            whose));
  }
}
