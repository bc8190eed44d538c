package dev.holdfast.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.capacity.model.Usl;
import dev.holdfast.capacity.model.UslFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedSearchTest {

  @Test
  void theIntervalsOfRecordedSearchesCoverTheTargetAtAboutTheirRate() {
    Usl truth = new Usl(0.4, 2e-5, 4e-9);
    int[] covered = new int[3];
    for (int seed = 1; seed <= 40; seed++) {
      UslFit fit =
          SampleCapacity.found(seed).search(LoadKind.SESSIONS).orElseThrow().fit().orElseThrow();
      covered[0] += fit.lambda().covers(truth.lambda()) ? 1 : 0;
      covered[1] += fit.sigma().covers(truth.sigma()) ? 1 : 0;
      covered[2] += fit.throughput(7_000).covers(truth.throughput(7_000)) ? 1 : 0;
    }

    // 95 % of 40 is 38; fewer than 34 happen once in 300 times.
    assertThat(Arrays.stream(covered).boxed()).allMatch(count -> count >= 34);
  }

  /** As seen near saturation: in a window of seconds the crowd still grew. */
  @Test
  void levelsThatHadNotSettledSayNothingOfTheLaw() {
    Usl truth = new Usl(10, 0.05, 0);
    List<Level> levels = new ArrayList<>();
    for (double atOnce : new double[] {2, 4, 6, 10, 20, 62, 106}) {
      levels.add(level(truth, atOnce, 1));
    }
    for (double atOnce : new double[] {142, 163, 165, 186, 240}) {
      levels.add(level(truth, atOnce, 0.93));
    }

    UslFit fit =
        SampleCapacity.search(LoadKind.TURNS, SearchPlan.usual(20, 300, false), levels)
            .fit()
            .orElseThrow();

    assertThat(fit.law().sigma()).isCloseTo(0.05, within(1e-6));
    assertThat(fit.law().kappa()).isLessThan(1e-9);
  }

  /** Served by a law; of what came, such a part went. */
  private static Level level(Usl law, double atOnce, double went) {
    double throughput = law.throughput(atOnce) * went;
    double millis = 1000 * atOnce / law.throughput(atOnce);
    LevelFigures figures =
        new LevelFigures(
            4,
            atOnce,
            1e6,
            throughput,
            0,
            1,
            millis,
            0,
            millis,
            millis,
            millis,
            200,
            0,
            throughput);
    return Level.judged(
        throughput,
        Hold.SHORT,
        false,
        new LevelPromise(0.001, 10_000),
        figures,
        SampleLevels.AT_EASE,
        Map.of());
  }

  @Test
  void latencyThatOnlyWaversHasNoKnee() {
    double[] loads = {50, 75, 87.5, 93.6, 96.9, 100};
    double[] p99 = {45.9, 40.2, 44.2, 43.8, 23.3, 35.3};
    List<Level> levels =
        IntStream.range(0, loads.length)
            .mapToObj(
                i ->
                    SampleLevels.level(
                        loads[i],
                        Hold.SHORT,
                        SampleLevels.figures(loads[i] * 0.005, loads[i], p99[i])))
            .toList();
    RecordedSearch search =
        SampleCapacity.search(LoadKind.RECONNECTIONS, SearchPlan.usual(50, 100, false), levels);

    assertThat(levels).allMatch(level -> level.verdict() == LevelVerdict.HELD);
    assertThat(search.latencyKnee()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theCrowdOfLevelsAtTheLimitMakesNoKneeByItsNoise(long seed) {
    // Latency rises with the fourth power of load; throughput bends so little that it has no knee,
    // or one far from where the halving measured a dozen levels.
    RecordedSearch sessions = SampleCapacity.found(seed).search(LoadKind.SESSIONS).orElseThrow();

    assertThat(sessions.latencyKnee().orElseThrow()).isBetween(3_500.0, 6_500.0);
    assertThat(sessions.saturationKnee().orElse(0.0)).isLessThan(6_500);
  }
}
