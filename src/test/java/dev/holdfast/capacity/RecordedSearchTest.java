package dev.holdfast.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedSearchTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theIntervalsOfARecordedSearchCoverTheTarget(long seed) {
    RecordedSearch sessions = SampleCapacity.found(seed).search(LoadKind.SESSIONS).orElseThrow();

    UslFit fit = sessions.fit().orElseThrow();

    assertThat(fit.lambda().covers(0.4)).isTrue();
    assertThat(fit.sigma().covers(2e-5)).isTrue();
    assertThat(fit.throughput(7_000).covers(new Usl(0.4, 2e-5, 4e-9).throughput(7_000))).isTrue();
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
