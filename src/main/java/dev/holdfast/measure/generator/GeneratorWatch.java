package dev.holdfast.measure.generator;

import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.journal.RunRecorder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;

/**
 * The generator's self-check: whether a slow or lost reconnection may be the generator's own doing.
 *
 * <p>Puts the pauses of the collector, the share of processors, open files and jumps of the wall
 * clock into the intervals' gauges, and the lateness of each watched event loop into the recorder's
 * lag.
 */
public final class GeneratorWatch implements AutoCloseable {

  private static final Duration PROBE_PERIOD = Duration.ofMillis(10);

  private final RunRecorder recorder;
  private final GcPauses pauses;
  private final ScheduledThreadPoolExecutor clock;
  private final List<LoopProbe> probes = new CopyOnWriteArrayList<>();
  private final List<ScheduledFuture<?>> knocks = new CopyOnWriteArrayList<>();

  private GeneratorWatch(RunRecorder recorder, GcPauses pauses) {
    this.recorder = recorder;
    this.pauses = pauses;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "holdfast-watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Watches this process until closed; event loops are watched once named. */
  public static GeneratorWatch start(RunRecorder recorder) {
    return start(recorder, System::currentTimeMillis);
  }

  /**
   * The same with another wall clock.
   *
   * @param wallMillis milliseconds since the epoch, watched for jumps
   */
  public static GeneratorWatch start(RunRecorder recorder, LongSupplier wallMillis) {
    GeneratorWatch watch = new GeneratorWatch(recorder, GcPauses.listen());
    ProcessFigures process = ProcessFigures.ofThisProcess();
    ClockSteps steps = new ClockSteps(wallMillis, System::nanoTime);
    recorder.gauge(GeneratorGauges.GC_PAUSE_MAX_MILLIS, watch.pauses::takeMaxMillis);
    recorder.gauge(GeneratorGauges.GC_PAUSE_TOTAL_MILLIS, watch.pauses::takeTotalMillis);
    recorder.gauge(GeneratorGauges.HEAP_AFTER_GC_BYTES, watch.pauses::heapAfterBytes);
    recorder.gauge(GeneratorGauges.CPU_SHARE, process::takeCpuShare);
    recorder.gauge(GeneratorGauges.OPEN_FILES, ProcessFigures::openFiles);
    recorder.gauge(GeneratorGauges.OPEN_FILES_LIMIT, ProcessFigures::openFilesLimit);
    recorder.gauge(GeneratorGauges.CLOCK_STEP_MILLIS, steps::takeStepMillis);
    return watch;
  }

  /**
   * Watches how late an event loop answers, every 10 ms, until this or the loop is closed.
   *
   * @param loop runs what it is given on one event loop, such as a Netty {@code EventLoop}
   */
  public void watchLoop(Executor loop) {
    LoopProbe probe = new LoopProbe(loop, PROBE_PERIOD, System::nanoTime, recorder::lag);
    probes.add(probe);
    knocks.add(probe.knockFrom(clock));
  }

  @Override
  public void close() {
    knocks.forEach(knock -> knock.cancel(false));
    probes.forEach(LoopProbe::close);
    clock.shutdownNow();
    pauses.close();
  }
}
