package dev.holdfast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.histograms.HistogramLines;
import dev.holdfast.measure.histograms.HistogramLog;
import dev.holdfast.measure.journal.JournalJson;
import dev.holdfast.measure.live.LiveCohort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.HdrHistogram.Histogram;

class FigureAlgebraTest {

  @Property
  void talliesAddInAnyOrder(
      @ForAll("tallies") Tally a, @ForAll("tallies") Tally b, @ForAll("tallies") Tally c) {
    assertThat(a.plus(b)).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(Tally.NONE)).isEqualTo(a);
    assertThat(a.plus(b).judged()).isEqualTo(a.judged() + b.judged());
    assertThat(a.plus(b).kept()).isEqualTo(a.kept() + b.kept());
    assertThat(a.kept()).isBetween(0L, a.judged());
  }

  @Property(tries = 200)
  void histogramsMergedFromIntervalsAreTheHistogramOfAll(
      @ForAll @Size(max = 6)
          List<@Size(max = 50) List<@LongRange(min = 0, max = 600_000_000) Long>> intervals)
      throws IOException {
    Series series = new Series(Phase.RESTORE, new Cohort("gap", "brief"));
    LiveCohort live = new LiveCohort(600_000_000);
    Histogram all = new Histogram(3);
    HistogramLines lines = new HistogramLines();
    for (List<Long> interval : intervals) {
      interval.forEach(
          micros -> {
            all.recordValue(micros);
            live.latency(Phase.RESTORE, micros);
          });
      live.cutHistograms(new Histogram(3), (phase, cut) -> lines.add(0, 5_000, series, cut));
    }

    TimeCounts merged = new TimeCounts();
    try (HistogramLog log = new HistogramLog()) {
      for (String line : new String(lines.take(), StandardCharsets.US_ASCII).split("\n", -1)) {
        var parsed = log.read(line);
        if (parsed.isPresent()) {
          assertThat(parsed.get().series()).isEqualTo(series);
          assertThat(parsed.get().toMillis()).isEqualTo(5_000);
          parsed.get().timings().addTo(merged);
        }
      }
    }

    assertThat(merged.histogram()).isEqualTo(all);
  }

  @Property
  void aTallyComesBackFromItsJson(@ForAll("tallies") Tally tally) throws IOException {
    assertThat(
            JournalJson.read(
                new String(JournalJson.line(tally), StandardCharsets.UTF_8), Tally.class))
        .isEqualTo(tally);
  }

  @Provide
  Arbitrary<Tally> tallies() {
    Arbitrary<Long> counts = Arbitraries.longs().between(0, 1_000_000_000);
    return counts.flatMap(
        planned ->
            Arbitraries.maps(Arbitraries.of(Outcome.values()), counts)
                .map(outcomes -> new Tally(planned, Map.copyOf(outcomes))));
  }
}
