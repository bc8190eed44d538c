package dev.holdfast.capacity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UslFitTest {

  /** SPEC SDM91 on a SPARCcenter 2000, as in the R package usl. */
  private static final List<LoadPoint> SPEC_SDM91 =
      List.of(
          new LoadPoint(1, 64.9),
          new LoadPoint(18, 995.9),
          new LoadPoint(36, 1652.4),
          new LoadPoint(72, 1853.2),
          new LoadPoint(108, 1828.9),
          new LoadPoint(144, 1775.0),
          new LoadPoint(216, 1702.2));

  private static final double[] SPREAD = {1, 5, 10, 20, 30, 45, 60, 80, 100, 130};
  private static final double[] SEARCH = {2, 3.5, 6, 10, 25, 60, 120, 60, 61, 62, 60, 60, 60};

  /** 95 % of 200. */
  private static final int THEIR_RATE = 190;

  @Test
  void findsThePublishedCoefficientsOfSpecSdm91() {
    Usl law = fit(SPEC_SDM91).law();

    // The summary that the R package's own documentation shows.
    assertThat(law.sigma()).isCloseTo(0.0277285, within(5e-8));
    assertThat(law.kappa()).isCloseTo(0.0001044, within(5e-8));
    assertThat(law.lambda()).isCloseTo(89.9952330, within(1e-4));
    assertThat(law.peak()).hasValueCloseTo(96.5, within(0.1));
  }

  @Test
  void theIntervalsOfSpecSdm91AreOfTheSizeOfThePublishedErrors() {
    UslFit fit = fit(SPEC_SDM91);

    // Student's 97.5 % quantile for 4 degrees of freedom times the published standard error, which
    // takes the law for linear and its noise for the same everywhere. Without either it is wider.
    double published = 2 * 2.776 * 0.0091217;
    assertThat(fit.sigma().high() - fit.sigma().low()).isBetween(published / 2, published * 3);
    assertThat(fit.sigma().covers(0.0277285)).isTrue();
    assertThat(fit.kappa().covers(0.0001044)).isTrue();
    assertThat(fit.unexplained()).isBetween(60.0, 100.0);
  }

  @Test
  void findsExactlyWhatDataWithoutNoiseWereMadeFrom() {
    for (Usl truth :
        List.of(
            new Usl(0.02, 0, 0),
            new Usl(1500, 0.05, 0),
            new Usl(3, 0, 2e-9),
            new Usl(7, 0.3, 0.01))) {
      Usl found = fit(points(truth, load -> 0.0, 1, 300, 1_000, 4_000, 9_000, 20_000)).law();

      assertThat(found.lambda()).isCloseTo(truth.lambda(), within(1e-6 * truth.lambda()));
      assertThat(found.sigma()).isCloseTo(truth.sigma(), within(1e-6));
      assertThat(found.kappa()).isCloseTo(truth.kappa(), within(1e-6 * truth.kappa() + 1e-14));
    }
  }

  @Test
  void neverGivesANegativeCoefficientToAFasterThanLinearTarget() {
    Usl law =
        fit(List.of(
                new LoadPoint(1, 1),
                new LoadPoint(2, 2.4),
                new LoadPoint(4, 5.6),
                new LoadPoint(8, 14),
                new LoadPoint(16, 30)))
            .law();

    assertThat(law.sigma()).isZero();
    assertThat(law.kappa()).isZero();
    assertThat(law.peak()).isEmpty();
  }

  @Test
  @Tag("long")
  void theIntervalsCoverTheTruthAtTheirRateWhenNoiseIsTheSameEverywhere() {
    Usl truth = new Usl(95, 0.03, 0.0002);

    assertThat(covered(truth, throughput -> 25.0, SPREAD)).allMatch(count -> count >= THEIR_RATE);
  }

  @Test
  @Tag("long")
  void theIntervalsCoverTheTruthAtTheirRateWhenNoiseGrowsWithThroughput() {
    Usl truth = new Usl(95, 0.03, 0.0002);

    assertThat(covered(truth, throughput -> 0.02 * throughput, SPREAD))
        .allMatch(count -> count >= THEIR_RATE);
  }

  /** Where κ is at its bound, and most levels are those of the halving and of the confirmation. */
  @Test
  @Tag("long")
  void theIntervalsCoverTheTruthAtTheirRateWhenNothingNeedsToAgree() {
    Usl truth = new Usl(10, 0.05, 0);

    assertThat(covered(truth, throughput -> 0.02 * throughput, SEARCH))
        .allMatch(count -> count >= THEIR_RATE);
  }

  /** How many of 200 intervals cover λ, σ and κ. */
  private static List<Integer> covered(Usl truth, UnaryOperator<Double> deviation, double[] loads) {
    int[] covered = new int[3];
    for (int seed = 0; seed < 200; seed++) {
      Random noise = new Random(seed);
      List<LoadPoint> points =
          points(
              truth, load -> deviation.apply(truth.throughput(load)) * noise.nextGaussian(), loads);
      UslFit fit = UslFit.of(points, 0.95, 200, seed).orElseThrow();
      covered[0] += fit.lambda().covers(truth.lambda()) ? 1 : 0;
      covered[1] += fit.sigma().covers(truth.sigma()) ? 1 : 0;
      covered[2] += fit.kappa().covers(truth.kappa()) ? 1 : 0;
    }
    return Arrays.stream(covered).boxed().toList();
  }

  @Test
  void theSameSeedGivesTheSameIntervals() {
    assertThat(fit(SPEC_SDM91).sigma()).isEqualTo(fit(SPEC_SDM91).sigma());
  }

  @Test
  void threeLevelsAreTooFewForThreeCoefficients() {
    List<LoadPoint> three = new ArrayList<>(SPEC_SDM91.subList(0, 3));
    three.add(SPEC_SDM91.get(2));

    assertThat(UslFit.of(three, 0.95, 100, 1)).isEmpty();
  }

  @Test
  void levelsAtWhichWorkWaitsForWorkTellTheLaw() {
    assertThat(fit(SPEC_SDM91).determined()).isTrue();
  }

  /** As measured at 50 to 100 reconnections a second of a target that bears many times as many. */
  @Test
  void levelsFarBelowTheLimitDoNotTellTheLaw() {
    UslFit fit =
        fit(
            List.of(
                new LoadPoint(0.36, 50.1),
                new LoadPoint(0.49, 75.0),
                new LoadPoint(0.59, 87.5),
                new LoadPoint(0.59, 93.6),
                new LoadPoint(0.49, 97.0),
                new LoadPoint(0.54, 98.7),
                new LoadPoint(0.56, 100.0),
                new LoadPoint(0.53, 100.0)));

    assertThat(fit.determined()).isFalse();
  }

  @Test
  void refusesAConfidenceThatIsNone() {
    assertThatThrownBy(() -> UslFit.of(SPEC_SDM91, 95, 1_000, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("95");
  }

  private static UslFit fit(List<LoadPoint> points) {
    return UslFit.of(points, 0.95, 1_000, 42).orElseThrow();
  }

  private static List<LoadPoint> points(
      Usl truth, Function<Double, Double> noise, double... loads) {
    List<LoadPoint> points = new ArrayList<>();
    for (double load : loads) {
      points.add(new LoadPoint(load, Math.max(1e-9, truth.throughput(load) + noise.apply(load))));
    }
    return points;
  }
}
