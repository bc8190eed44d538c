package dev.holdfast.measure.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.histograms.HistogramLines;
import dev.holdfast.measure.live.RecorderSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs a run to merge a hundred injectors: of a run of eight hours with an interval each 5
 * s, so many intervals as tell the cost of one, and all that are reported.
 */
@Tag("long")
final class SpanMergeLoadTest {

  private static final int INJECTORS = 100;
  private static final int SERIES = 98;
  private static final int MEASURED = Integer.getInteger("merge.intervals", 60);
  private static final int OF_EIGHT_HOURS = 5_760;
  private static final long SECONDS_OF_AN_INTERVAL = 5;

  @TempDir Path folder;
  private final Semaphore written = new Semaphore(0);

  @Test
  void aHundredInjectorsAreMergedInAFractionOfTheirTimeAndOfBoundedMemory(TestReporter reporter)
      throws Exception {
    byte[][] spans = spans();
    reporter.publishEntry("bytes of a span", String.valueOf(spans[0].length));
    SpanMerge merge = new SpanMerge(Collections.nCopies(INJECTORS, "node"), 0);
    long before = 0;
    long cpu = 0;
    try (RunRecorder recorder = recorder(folder.resolve("hundred"))) {
      for (int interval = 1; interval <= MEASURED; interval++) {
        long began = cpuNanos();
        recorder.elsewhere(merge.next(decoded(spans, interval, INJECTORS)));
        written.acquire();
        cpu += cpuNanos() - began;
        if (interval == MEASURED / 4) {
          before = heap();
        }
      }
      long grown = heap() - before;
      double seconds = cpu / 1e9 / MEASURED;
      reporter.publishEntry("processor seconds to merge an interval", String.valueOf(seconds));
      reporter.publishEntry("heap grown, bytes", String.valueOf(grown));
      recorder.finish(true, "");
      assertThat(seconds).isLessThan(SECONDS_OF_AN_INTERVAL / 2.0);
      assertThat(grown).isLessThan(32L << 20);
    }
    assertThat(RunJournal.read(folder.resolve("hundred")).total().planned())
        .isEqualTo(10L * INJECTORS * MEASURED);
  }

  @Test
  void eightHoursAreReadInSeconds(TestReporter reporter) throws Exception {
    byte[][] spans = spans();
    SpanMerge merge = new SpanMerge(List.of("node"), 0);
    try (RunRecorder recorder = recorder(folder.resolve("eight"))) {
      for (int interval = 1; interval <= OF_EIGHT_HOURS; interval++) {
        recorder.elsewhere(merge.next(decoded(spans, interval, 1)));
        written.acquire();
      }
      recorder.finish(true, "");
    }
    long began = cpuNanos();
    RunRecord run = RunJournal.read(folder.resolve("eight"));
    double seconds = (cpuNanos() - began) / 1e9;
    reporter.publishEntry("processor seconds to read eight hours", String.valueOf(seconds));
    assertThat(run.intervals()).hasSize(OF_EIGHT_HOURS);
    assertThat(seconds).isLessThan(60);
  }

  private RunRecorder recorder(Path folder) {
    RunRecorder recorder =
        RunRecorder.start(
            folder,
            new RunIdentity("run", "S", Instant.EPOCH, 1, 1, 0.999, 0.95, "x", Map.of(), Map.of()),
            RecorderSettings.standard().every(Duration.ofHours(1)));
    recorder.recordsElsewhere();
    recorder.follow(new Written());
    return recorder;
  }

  /** Of the whole process: the journal is written on a thread of its own. */
  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private final class Written implements IntervalListener {

    @Override
    public void timed(Phase phase, Histogram micros) {
      // It is in the journal.
    }

    @Override
    public void ended(Interval interval) {
      written.release();
    }
  }

  /** As those of a gate: many values in a few series, few in most. */
  private static byte[][] spans() {
    SplittableRandom random = new SplittableRandom(7);
    List<Series> series = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (int i = 0; series.size() < SERIES && i < 12; i++) {
        series.add(new Series(phase, i == 0 ? Cohort.ALL : Cohort.of("cycle=" + i)));
      }
    }
    byte[][] spans = new byte[8][];
    for (int variant = 0; variant < spans.length; variant++) {
      HistogramLines lines = new HistogramLines();
      for (Series each : series) {
        Histogram micros = new Histogram(3);
        for (int i = 0; i < 150; i++) {
          micros.recordValue(500 + random.nextInt(20_000));
        }
        lines.add(0, 5_000, each, micros);
      }
      spans[variant] = lines.take();
    }
    return spans;
  }

  private static Map<Integer, RecordedSpan> decoded(byte[][] spans, int interval, int injectors)
      throws IOException {
    Map<Integer, RecordedSpan> all = new TreeMap<>();
    for (int index = 0; index < injectors; index++) {
      RecordedSpan span =
          new RecordedSpan(
              interval,
              new Interval(
                  5_000L * (interval - 1),
                  5_000L * interval,
                  Map.of(Cohort.ALL, new Tally(10, Map.of(Outcome.PRESERVED, 10L))),
                  Map.of(),
                  Map.of(),
                  Map.of("users.active", 10.0, GeneratorGauges.CPU_SHARE, 0.1)),
              spans[(interval + index) % spans.length]);
      all.put(index, RecordedSpan.of(span.encoded()));
    }
    return all;
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
