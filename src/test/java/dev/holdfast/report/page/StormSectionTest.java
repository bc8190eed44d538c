package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.report.SampleRuns;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class StormSectionTest {

  @Test
  void aRunWithoutAStormHasNoSuchSection() {
    assertThat(StormSection.of(SampleRuns.clean()).toString()).isEmpty();
    assertThat(StormSection.curves(SampleRuns.clean())).isEmpty();
  }

  @Test
  void eachWayOfBackingOffHasItsTimesItsPeakAndItsCurve() {
    RunRecord storm = storm();

    assertThat(StormSection.of(storm).toString())
        .contains("full-jitter", "500 ms", "1 s", "1.25", "4,320")
        .contains("chart-storm");
    assertThat(StormSection.curves(storm)).hasSize(1);
    assertThat(StormSection.curves(storm).get(0).get("points"))
        .last()
        .satisfies(
            last -> {
              assertThat(last.get(0).asDouble()).isEqualTo(1_000);
              assertThat(last.get(1).asInt()).isEqualTo(100);
            });
  }

  private static RunRecord storm() {
    RunRecord run = SampleRuns.clean();
    Cohort strategy = new Cohort("strategy", "full-jitter");
    Histogram micros = new Histogram(5);
    for (int millis = 1; millis <= 1_000; millis++) {
      micros.recordValue(millis * 1_000L);
    }
    Map<Series, Histogram> latencies = new HashMap<>(run.latencies());
    latencies.put(new Series(Phase.ABSENCE, strategy), micros);
    Map<Cohort, Tally> tallies = new HashMap<>(run.tallies());
    tallies.put(strategy, new Tally(1_000, Map.of(Outcome.PRESERVED, 1_000L)));
    return RunRecordBuilder.from(run)
        .tallies(tallies)
        .latencies(latencies)
        .samples(
            Map.of(
                "storm.full-jitter.peak-handshakes-per-second",
                4_320.0,
                "storm.full-jitter.attempts-per-return",
                1.25))
        .build();
  }
}
