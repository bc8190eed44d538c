package dev.holdfast.run.kinds;

import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.run.reach.BackendHeap;
import dev.holdfast.run.reach.BackendScrape;
import dev.holdfast.run.reach.LiveHeaps;
import dev.holdfast.soak.TimeSeries;
import dev.holdfast.steps.load.SoakTime;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What goes on beside a soak: the backend's figures and both live heaps are read, and its warm-up
 * and its end are noted. On one thread of its own, so that nothing here can hold up the load or the
 * journal.
 */
final class SoakWatch implements AutoCloseable {

  private static final int MOST_COLLECTIONS = 200;

  /** With fewer a short run could not tell a trend; some are lost to its beginning and its end. */
  private static final int LEAST_COLLECTIONS = 20;

  private static final long LOOK_AGAIN_MILLIS = 50;

  private final RunRecorder recorder;
  private final SoakTime time;
  private final long beganNanos = System.nanoTime();
  private final ScheduledThreadPoolExecutor clock;
  private boolean warm;
  private boolean over;

  private SoakWatch(RunRecorder recorder, SoakTime time) {
    this.recorder = recorder;
    this.time = time;
    this.clock =
        new ScheduledThreadPoolExecutor(
            2,
            work -> {
              Thread thread = new Thread(work, "holdfast-soak-watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Watches until closed. */
  static SoakWatch start(RunRecorder recorder, RunPlan plan, Target target, SoakTime time) {
    SoakWatch watch = ofRun(recorder, plan, target, time);
    watch.injectorHeap(recorder, plan, target);
    return watch;
  }

  /** The same of a run whose users are elsewhere. */
  static SoakWatch ofRun(RunRecorder recorder, RunPlan plan, Target target, SoakTime time) {
    SoakWatch watch = new SoakWatch(recorder, time);
    BackendScrape scrape = new BackendScrape(target, plan.reach().headers());
    scrape.into(recorder);
    watch.every(plan.reports().interval(), scrape::scrape);
    Duration collect = collectEvery(plan.soak().collectEvery(), plan.load().duration());
    if (!collect.isZero()) {
      LiveHeaps heaps = new LiveHeaps(new BackendHeap(target, plan.reach().headers()));
      heaps.ofBackendInto(recorder);
      watch.every(collect, heaps::collectBackend);
    }
    if (!plan.soak().day().points().isEmpty()) {
      recorder.gauge(TimeSeries.USERS_SHARE, () -> plan.soak().day().share(time.sinceWarm()));
    }
    watch.every(Duration.ofMillis(LOOK_AGAIN_MILLIS), watch::notePhases);
    return watch;
  }

  /** The same of one of the injectors of such a run. */
  static SoakWatch ofInjector(RunRecorder recorder, RunPlan plan, Target target, SoakTime time) {
    SoakWatch watch = new SoakWatch(recorder, time);
    watch.injectorHeap(recorder, plan, target);
    return watch;
  }

  private void injectorHeap(RunRecorder recorder, RunPlan plan, Target target) {
    Duration collect = collectEvery(plan.soak().collectEvery(), plan.load().duration());
    if (!collect.isZero()) {
      LiveHeaps heaps = new LiveHeaps(new BackendHeap(target, plan.reach().headers()));
      heaps.ofInjectorInto(recorder);
      // Not at once with the backend's: their pauses together would make returns late.
      every(collect.dividedBy(2), collect, heaps::collectInjector);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /**
   * As often as asked for, but no more than so many times in all, for each stops the world, and no
   * fewer than a trend needs; zero if never.
   */
  static Duration collectEvery(Duration asked, Duration run) {
    Duration shortest = run.dividedBy(MOST_COLLECTIONS);
    Duration longest = run.dividedBy(LEAST_COLLECTIONS);
    if (asked.isZero()) {
      return asked;
    }
    Duration within = asked.compareTo(longest) > 0 ? longest : asked;
    return within.compareTo(shortest) < 0 ? shortest : within;
  }

  private void notePhases() {
    if (!warm && time.isWarm()) {
      warm = true;
      recorder.sample(TimeSeries.WARM_UP_MILLIS, sinceBegun());
    }
    if (!over && time.isOver()) {
      over = true;
      recorder.sample(TimeSeries.OVER_MILLIS, sinceBegun());
    }
  }

  private double sinceBegun() {
    return (System.nanoTime() - beganNanos) / 1e6;
  }

  private void every(Duration period, Runnable work) {
    every(Duration.ZERO, period, work);
  }

  private void every(Duration first, Duration period, Runnable work) {
    var unused =
        clock.scheduleWithFixedDelay(
            () -> safely(work), first.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void safely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      recorder.abort("the watch of the soak failed: " + e);
    }
  }
}
