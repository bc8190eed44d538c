package dev.holdfast.measure.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.Recordings;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.measure.journal.RunRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorWatchTest {

  private static final Duration PERIOD = Duration.ofMillis(10);

  @TempDir Path folder;

  @Test
  void aStalledLoopShowsInThePercentilesAsEveryInstantThatPassed() {
    AtomicLong now = new AtomicLong();
    Histogram lag = new Histogram(3);
    Deque<Runnable> loop = new ArrayDeque<>();
    LoopProbe probe = new LoopProbe(loop::add, PERIOD, now::get, lag::recordValue);
    for (int knock = 0; knock < 100; knock++) {
      now.addAndGet(PERIOD.toNanos());
      probe.knock();
      Objects.requireNonNull(loop.poll()).run();
    }
    assertThat(lag.getMaxValue()).isZero();

    for (int missed = 0; missed < 100; missed++) {
      now.addAndGet(PERIOD.toNanos());
      probe.knock();
    }
    assertThat(loop).hasSize(1);
    Objects.requireNonNull(loop.poll()).run();

    assertThat(lag.getTotalCount()).isEqualTo(200);
    assertThat(lag.getMaxValue()).isCloseTo(990_000, within(1_000L));
    assertThat(lag.getValueAtPercentile(75)).isCloseTo(490_000, within(11_000L));
  }

  @Test
  void aLoopThatIsClosedIsLeftAlone() {
    AtomicInteger refused = new AtomicInteger();
    LoopProbe probe =
        new LoopProbe(
            work -> {
              refused.incrementAndGet();
              throw new RejectedExecutionException();
            },
            PERIOD,
            () -> 0,
            micros -> {});

    probe.knock();
    probe.knock();

    assertThat(refused).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLoopThatStandsStillIsSeenInTheRun(boolean keepsTime) throws InterruptedException {
    ExecutorService loop =
        keepsTime
            ? Executors.newSingleThreadScheduledExecutor()
            : Executors.newSingleThreadExecutor();
    RunRecorder recorder = Recordings.start(folder);
    try (GeneratorWatch watch = GeneratorWatch.start(recorder)) {
      watch.watchLoop(loop);
      long began = System.nanoTime();
      CountDownLatch release = new CountDownLatch(1);
      loop.execute(() -> awaitQuietly(release));
      await("300 ms of stall")
          .atMost(Duration.ofMinutes(1))
          .until(() -> System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(300));
      release.countDown();
      CountDownLatch answered = new CountDownLatch(1);
      loop.execute(answered::countDown);
      assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
    }
    recorder.finish(true, "");
    loop.shutdown();

    GeneratorFigures figures = RunJournal.read(folder).generator();

    assertThat(figures.eventLoopLagMaxMillis()).isGreaterThan(200);
    assertThat(figures.eventLoopLagP99Millis()).isGreaterThan(200);
  }

  @Test
  void theProcessIsWatched() {
    RunRecorder recorder = Recordings.start(folder);
    try (GeneratorWatch watch = GeneratorWatch.start(recorder)) {
      recorder.finish(true, "");
      assertThat(watch).isNotNull();
    }

    Map<String, Double> gauges = RunJournal.read(folder).intervals().get(0).gauges();

    assertThat(gauges)
        .containsKeys(
            GeneratorGauges.CPU_SHARE,
            GeneratorGauges.GC_PAUSE_MAX_MILLIS,
            GeneratorGauges.GC_PAUSE_TOTAL_MILLIS,
            GeneratorGauges.CLOCK_STEP_MILLIS);
  }

  @Test
  void pausesOfTheCollectorAreHeard() {
    try (GcPauses pauses = GcPauses.listen()) {
      await("an announced collection")
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                System.gc();
                return pauses.heapAfterBytes() > 0;
              });
    }
  }

  @Test
  void pausesAreTakenOnce() {
    try (GcPauses pauses = GcPauses.listen()) {
      // Far above what the collector of this process itself may add.
      pauses.paused(3_000_000);
      pauses.paused(2_000_000);

      assertThat(pauses.takeMaxMillis()).isGreaterThanOrEqualTo(3_000_000);
      assertThat(pauses.takeTotalMillis()).isGreaterThanOrEqualTo(5_000_000);
      assertThat(pauses.takeMaxMillis()).isLessThan(3_000_000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "G1 Young Generation, true",
    "G1 Concurrent GC, false",
    "PS MarkSweep, true",
    "ZGC Major Cycles, false",
    "ZGC Major Pauses, true",
    "Shenandoah Cycles, false"
  })
  void concurrentCyclesAreNoPauses(String collector, boolean stops) {
    assertThat(GcPauses.stopsTheWorld(collector)).isEqualTo(stops);
  }

  @Test
  void theShareOfProcessorsIsOfAllOfThem() {
    AtomicLong cpu = new AtomicLong();
    AtomicLong now = new AtomicLong();
    ProcessFigures figures = new ProcessFigures(cpu::get, now::get, 4);

    cpu.addAndGet(2_000);
    now.addAndGet(1_000);
    assertThat(figures.takeCpuShare()).isEqualTo(0.5);
    now.addAndGet(1_000);
    assertThat(figures.takeCpuShare()).isZero();
    cpu.set(-1);
    now.addAndGet(1_000);
    assertThat(figures.takeCpuShare()).isNaN();
  }

  @Test
  void aJumpOfTheWallClockIsSeenInBothDirections() {
    AtomicLong wall = new AtomicLong(1_000_000);
    AtomicLong now = new AtomicLong();
    ClockSteps steps = new ClockSteps(wall::get, now::get);

    wall.addAndGet(5_000);
    now.addAndGet(5_000_000_000L);
    assertThat(steps.takeStepMillis()).isZero();
    wall.addAndGet(-3_600_000);
    assertThat(steps.takeStepMillis()).isEqualTo(3_600_000);
    wall.addAndGet(2_000);
    assertThat(steps.takeStepMillis()).isEqualTo(2_000);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("never released");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
