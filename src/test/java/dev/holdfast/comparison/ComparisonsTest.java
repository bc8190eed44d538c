package dev.holdfast.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.comparison.Comparison.Change;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

  private static final int RETURNS = 20_000;

  @Test
  void aPlantedTenPerCentInTheTailIsNamedAndNothingElse() {
    RunRecord before = run(1, 0, 1);
    RunRecord after = run(2, 0, 1.10);

    List<Comparison> all = Comparisons.of(before, after, Comparisons.TOLERANCE);

    assertThat(figures(all, Change.WORSE)).containsExactly("restore p99");
    assertThat(figures(all, Change.BETTER)).isEmpty();
    assertThat(figures(Comparisons.of(after, before, Comparisons.TOLERANCE), Change.BETTER))
        .containsExactly("restore p99");
  }

  @Test
  void fiftyEqualNoisyRunsAreNeitherWorseNorBetter() {
    RunRecord baseline = run(100, 12, 1);

    for (int seed = 101; seed <= 150; seed++) {
      int losses = 5 + seed % 15;
      double wobble = 1 + (seed % 5 - 2) / 100.0;
      List<Comparison> all =
          Comparisons.of(baseline, run(seed, losses, wobble), Comparisons.TOLERANCE);

      assertThat(all)
          .as("run %s", seed)
          .allSatisfy(each -> assertThat(each.change()).isEqualTo(Change.NOISE));
    }
  }

  @Test
  void lossesThatAreSurelyMoreAreWorseHoweverFew() {
    List<Comparison> all = Comparisons.of(run(1, 0, 1), run(1, 20, 1), Comparisons.TOLERANCE);

    assertThat(figures(all, Change.WORSE)).containsExactly("continuity", "lost-message");
    assertThat(all.get(0).difference()).startsWith("+0.100 % (+0.0");
  }

  @Test
  void aSureDifferenceWithinTheToleranceIsNoise() {
    RunRecord before = run(1, 0, 1);
    RunRecord after = run(1, 0, 1.04);

    assertThat(figures(Comparisons.of(before, after, 0.5), Change.WORSE)).isEmpty();
  }

  @Test
  void theGeneratorsOwnLatenessIsNotCompared() {
    assertThat(Comparisons.of(run(1, 0, 1), run(2, 0, 1), 0))
        .extracting(Comparison::figure)
        .noneMatch(figure -> figure.startsWith("lag"));
  }

  @Test
  void refusesANegativeTolerance() {
    RunRecord run = run(1, 0, 1);

    assertThatThrownBy(() -> Comparisons.of(run, run, -0.1))
        .hasMessage("tolerance must not be negative, got: -0.1");
  }

  private static List<String> figures(List<Comparison> all, Change change) {
    return all.stream().filter(each -> each.change() == change).map(Comparison::figure).toList();
  }

  /** The slowest two in a hundred restores take that many times what they take otherwise. */
  private static RunRecord run(long seed, int lost, double slower) {
    Random random = new Random(seed);
    Histogram connect = new Histogram(3);
    Histogram restore = new Histogram(3);
    Histogram lag = new Histogram(3);
    for (int i = 0; i < RETURNS; i++) {
      connect.recordValue(Math.round(2_100 * Math.exp(random.nextGaussian() * 0.4)));
      double z = random.nextGaussian();
      restore.recordValue(Math.round(4_200 * Math.exp(z * 0.4) * (z > 2.05 ? slower : 1)));
      lag.recordValue(random.nextInt(1 + (int) seed * 100));
    }
    Tally total =
        new Tally(
            RETURNS, Map.of(Outcome.PRESERVED, (long) RETURNS - lost, Outcome.BROKEN, (long) lost));
    Map<Anomaly, Long> anomalies = new EnumMap<>(Anomaly.class);
    anomalies.put(Anomaly.LOST_MESSAGE, (long) lost);
    return RunRecordBuilder.of(
            new RunIdentity(
                "r", "S", Instant.EPOCH, 1, 1, 0.999, 0.95, "mock backend", Map.of(), Map.of()))
        .durationMillis(1)
        .peakConcurrentUsers(1)
        .tallies(Map.of(Cohort.ALL, total))
        .anomalies(anomalies)
        .latencies(
            Map.of(
                new Series(Phase.CONNECT, Cohort.ALL), connect,
                new Series(Phase.RESTORE, Cohort.ALL), restore,
                new Series(Phase.LAG, Cohort.ALL), lag))
        .generator(new GeneratorFigures(1, 1, 1, 1, 0.1, 1, 10, 0, 1))
        .build();
  }
}
