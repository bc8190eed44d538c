package dev.holdfast.objectives;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.objectives.ObjectiveResult.Status;
import java.time.Duration;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyObjectiveTest {

  private static final Cohort BRIEF = new Cohort("gap", "brief");

  @ParameterizedTest(name = "{0} of 1..1000 ms is {1} ms")
  @CsvSource({"MEAN, 500.5", "P50, 500", "P95, 950", "P99, 990", "P999, 999", "MAX, 1000"})
  void eachStatisticIsTheOneThatItsNameSays(Statistic statistic, double millis) {
    Histogram histogram = new Histogram(3);
    LongStream.rangeClosed(1, 1_000).forEach(each -> histogram.recordValue(each * 1_000));

    assertThat(statistic.of(histogram) / 1_000).isCloseTo(millis, within(millis * 0.001));
  }

  @ParameterizedTest
  @CsvSource({"MEAN", "P50", "P95", "P99", "P999", "MAX"})
  void isMissedJustAboveTheMeasuredFigureAndMetJustBelow(Statistic statistic) {
    long[] micros = LongStream.rangeClosed(1, 2_000).map(each -> each * 1_000).toArray();
    RunBuilder run = run().latency(Phase.RESTORE, BRIEF, micros);
    Histogram histogram = new Histogram(3);
    LongStream.of(micros).forEach(histogram::recordValue);
    long figure = (long) statistic.of(histogram);

    assertThat(objective(statistic, figure - 1).judge(run.build()).status())
        .isEqualTo(Status.MISSED);
    assertThat(objective(statistic, figure + 1).judge(run.build()).status()).isEqualTo(Status.MET);
  }

  @Test
  void isNotProvenWhereThePercentileIsOnlyTheLargest() {
    ObjectiveResult result =
        objective(Statistic.P999, 500_000)
            .judge(run().latency(Phase.RESTORE, BRIEF, 1_000, 2_000).build());

    assertThat(result.status()).isEqualTo(Status.NOT_PROVEN);
    assertThat(result.measured()).isEqualTo("p99.9 2 ms (2 reconnections)");
    assertThat(result.why())
        .isEqualTo("p99.9 of so few is only their largest: at least 1,000 are needed, 998 more");
  }

  @Test
  void isMissedByFewSlowOnesTooForNoFurtherOnesMakeThemFaster() {
    assertThat(
            objective(Statistic.MAX, 1_000)
                .judge(run().latency(Phase.RESTORE, BRIEF, 5_000).build())
                .status())
        .isEqualTo(Status.MISSED);
  }

  @Test
  void isNeverMetByNothing() {
    ObjectiveResult result =
        objective(Statistic.P50, 1_000).judge(run().latency(Phase.RESTORE, Cohort.ALL, 10).build());

    assertThat(result.status()).isEqualTo(Status.NOT_MEASURED);
    assertThat(result.measured()).isEqualTo("no restore of brief gap was timed");
  }

  @Test
  void refusesALimitThatNothingKeeps() {
    assertThatThrownBy(() -> objective(Statistic.P50, 0))
        .hasMessage("restore-brief.limit must be positive, got: PT0S");
  }

  private static LatencyObjective objective(Statistic statistic, long micros) {
    return new LatencyObjective(
        "restore-brief",
        "Restore after a brief gap",
        Phase.RESTORE,
        BRIEF,
        statistic,
        Duration.ofNanos(micros * 1_000));
  }
}
