package dev.holdfast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.HdrHistogram.Histogram;

class TimeCountsTest {

  @Property(tries = 500)
  void countsAndTellsPercentilesAsTheLibraryDoes(
      @ForAll("times") List<Long> times,
      @ForAll @DoubleRange(min = 0.01, max = 100) double percentile) {
    Histogram theirs = new Histogram(3);
    times.forEach(theirs::recordValue);
    TimeCounts ours = new TimeCounts();
    ours.add(theirs);

    assertThat(ours.histogram()).isEqualTo(theirs);
    assertThat(ours.total()).isEqualTo(theirs.getTotalCount());
    for (double each : new double[] {50, 99, 99.9, 100, percentile}) {
      assertThat(ours.atPercentile(each))
          .as("%s %%", each)
          .isEqualTo(theirs.getValueAtPercentile(each));
    }
  }

  @Property(tries = 100)
  void whatWasForgottenLeavesNothing(
      @ForAll("times") List<Long> before, @ForAll("times") List<Long> after) {
    TimeCounts counts = new TimeCounts();
    before.forEach(time -> counts.add(recorded(time)));
    counts.clear();
    after.forEach(time -> counts.add(recorded(time)));

    Histogram alone = new Histogram(3);
    after.forEach(alone::recordValue);
    assertThat(counts.histogram()).isEqualTo(alone);
  }

  @Example
  void nothingWasTimedAtFirst() {
    assertThat(new TimeCounts().total()).isZero();
    assertThat(new TimeCounts().atPercentile(99)).isZero();
  }

  @Example
  void theLongestTimeOfAllHasAPlace() {
    TimeCounts counts = new TimeCounts();
    counts.add(recorded(Long.MAX_VALUE));

    assertThat(counts.atPercentile(100)).isEqualTo(Long.MAX_VALUE);
  }

  private static Histogram recorded(long time) {
    Histogram histogram = new Histogram(3);
    histogram.recordValue(time);
    return histogram;
  }

  @Provide
  Arbitrary<List<Long>> times() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 5_000),
            Arbitraries.longs().between(0, 60_000_000),
            Arbitraries.longs().between(0, Long.MAX_VALUE / 2))
        .list()
        .ofMaxSize(200);
  }
}
