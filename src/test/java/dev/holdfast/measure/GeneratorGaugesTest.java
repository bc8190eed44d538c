package dev.holdfast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class GeneratorGaugesTest {

  private static final Histogram NO_LAG = new Histogram(3);

  @Test
  void foldEachFigureInItsOwnWay() {
    Histogram lag = new Histogram(3);
    lag.recordValueWithCount(1_000, 98);
    lag.recordValueWithCount(50_000, 2);

    GeneratorFigures figures =
        GeneratorCheck.figures(
            List.of(
                interval(0, 1_000, 20, 30, 0.2, 500, 4, 10),
                interval(1_000, 4_000, 10, 10, 0.6, 400, 9, 30)),
            lag,
            -1,
            40);

    assertThat(figures.eventLoopLagP99Millis()).isBetween(50.0, 50.1);
    assertThat(figures.eventLoopLagMaxMillis()).isBetween(50.0, 50.1);
    assertThat(figures.gcPauseMaxMillis()).isEqualTo(20);
    assertThat(figures.gcPauseTotalMillis()).isEqualTo(40);
    assertThat(figures.cpuShare()).isEqualTo(0.5);
    assertThat(figures.openFilesMax()).isEqualTo(500);
    assertThat(figures.openFilesLimit()).isEqualTo(20_000);
    assertThat(figures.clockStepMaxMillis()).isEqualTo(9);
    assertThat(figures.achievedOverPlanned()).isEqualTo(0.75);
  }

  @Test
  void sayUnknownWhereNothingWasWatched() {
    assertThat(GeneratorCheck.figures(List.of(), NO_LAG, -1, 0))
        .isEqualTo(new GeneratorFigures(0, 0, 0, 0, 0, -1, -1, 0, 1));
  }

  private static Interval interval(
      long from,
      long to,
      double max,
      double total,
      double cpu,
      double files,
      double step,
      double starts) {
    return new Interval(
        from,
        to,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(
            GeneratorGauges.GC_PAUSE_MAX_MILLIS, max,
            GeneratorGauges.GC_PAUSE_TOTAL_MILLIS, total,
            GeneratorGauges.CPU_SHARE, cpu,
            GeneratorGauges.OPEN_FILES, files,
            GeneratorGauges.OPEN_FILES_LIMIT, 20_000.0,
            GeneratorGauges.CLOCK_STEP_MILLIS, step,
            GeneratorGauges.STARTS_IN_TIME, starts));
  }
}
