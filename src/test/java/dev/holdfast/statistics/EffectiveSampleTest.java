package dev.holdfast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Tally;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EffectiveSampleTest {

  @Test
  void withoutClustersEachReconnectionCounts() {
    assertThat(EffectiveSample.of(tally(995, 5), List.of(), 1))
        .isEqualTo(new EffectiveSample(1_000, 5, 0, 0, 1));
  }

  @Test
  void aClusterOfFullyAlikeOnesCountsOnce() {
    EffectiveSample sample = EffectiveSample.of(tally(1_000, 0), List.of(tally(400, 0)), 1);

    assertThat(sample.trials()).isEqualTo(601);
    assertThat(sample.clustered()).isEqualTo(400);
  }

  @Test
  void aClusterOfIndependentOnesCountsInFull() {
    assertThat(EffectiveSample.of(tally(997, 3), List.of(tally(400, 0)), 0).trials())
        .isEqualTo(1_000);
  }

  @Test
  void failuresKeepTheirShareAndAreRoundedUp() {
    EffectiveSample sample = EffectiveSample.of(tally(990, 10), List.of(tally(495, 5)), 1);

    assertThat(sample.trials()).isEqualTo(501);
    assertThat(sample.failures()).isEqualTo(6);
  }

  @Test
  void kishesDesignEffect() {
    // 1 + (21 - 1) * 0.05 = 2
    assertThat(EffectiveSample.effectiveSize(21, 0.05)).isCloseTo(10.5, within(1e-12));
  }

  @Test
  void estimatesTheCorrelationOfClustersThatFailAsAWhole() {
    List<Tally> clusters =
        IntStream.range(0, 10).mapToObj(i -> i < 5 ? tally(10, 0) : tally(0, 10)).toList();

    assertThat(EffectiveSample.of(tally(50, 50), clusters, 0).correlation())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void estimatesTheCorrelationOfClustersThatDoNotMatter() {
    List<Tally> clusters = IntStream.range(0, 10).mapToObj(i -> tally(9, 1)).toList();

    assertThat(EffectiveSample.of(tally(90, 10), clusters, 1).correlation()).isZero();
  }

  @Test
  void agreesWithAnAnalysisOfVarianceDoneByHand() {
    // Ten clusters of 4: five with all kept, five with half kept.
    // between = (25 - 30²/40) / 9 = 0.277…, within = (30 - 25) / 30 = 0.166…,
    // ρ = (0.277… - 0.166…) / (0.277… + 3 · 0.166…) = 1/7.
    List<Tally> clusters =
        IntStream.range(0, 10).mapToObj(i -> i < 5 ? tally(4, 0) : tally(2, 2)).toList();

    assertThat(EffectiveSample.of(tally(30, 10), clusters, 1).correlation())
        .isCloseTo(1.0 / 7, within(1e-12));
  }

  @Test
  void fewClustersSayNothingOfTheirCorrelation() {
    List<Tally> clusters = List.of(tally(9, 1), tally(9, 1));

    assertThat(EffectiveSample.of(tally(18, 2), clusters, 0.7).correlation()).isEqualTo(0.7);
  }

  @Test
  void refusesOverlapsAndNonsense() {
    assertThatThrownBy(() -> EffectiveSample.of(tally(5, 0), List.of(tally(6, 0)), 1))
        .hasMessageContaining("got: 6 in clusters of 5 judged");
    assertThatThrownBy(() -> EffectiveSample.of(tally(5, 0), List.of(), -0.1))
        .hasMessageContaining("got: -0.1");
  }

  @Property
  void clustersNeverAddWorthAndNeverTakeMoreThanThemselves(
      @ForAll @IntRange(max = 5_000) int single,
      @ForAll @IntRange(min = 1, max = 5_000) int clustered,
      @ForAll @DoubleRange(max = 1) double correlation) {
    EffectiveSample sample =
        EffectiveSample.of(tally(single + clustered, 0), List.of(tally(clustered, 0)), correlation);

    assertThat(sample.trials()).isBetween(single + 1L, (long) single + clustered);
  }

  private static Tally tally(long kept, long broken) {
    return new Tally(kept + broken, Map.of(Outcome.PRESERVED, kept, Outcome.BROKEN, broken));
  }
}
