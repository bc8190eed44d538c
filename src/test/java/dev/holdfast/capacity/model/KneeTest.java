package dev.holdfast.capacity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KneeTest {

  @Test
  void findsTheKneeOfTheAuthorsFigureTwo() {
    // y = −1/(x + 0.1) + 5 at ten places of 0..1; the paper and its Python version say 0.222.
    assertThat(Knee.ofSaturation(curve(10, x -> -1 / (x + 0.1) + 5)).orElseThrow())
        .isCloseTo(0.222, within(0.0005));
  }

  @Test
  void findsTheSameKneeInOtherUnits() {
    List<Knee.Point> scaled =
        curve(10, x -> -1 / (x + 0.1) + 5).stream()
            .map(point -> new Knee.Point(9_000 * point.x(), 120 * point.y() + 700))
            .toList();

    assertThat(Knee.ofSaturation(scaled).orElseThrow()).isCloseTo(2_000, within(1e-6));
  }

  @Test
  void findsWhereLatencyBlowsUp() {
    // An open queue of one server: time is 1/(1 − load).
    assertThat(Knee.ofBlowUp(curve(20, x -> 1 / (1 - 0.98 * x))).orElseThrow())
        .isBetween(0.8, 0.95);
  }

  @Test
  void aStraightLineHasNoKnee() {
    assertThat(Knee.ofSaturation(curve(10, x -> 3 * x))).isEmpty();
    assertThat(Knee.ofBlowUp(curve(10, x -> 3 * x))).isEmpty();
  }

  @Test
  void aFlatLineAndThreePointsHaveNone() {
    assertThat(Knee.ofSaturation(curve(10, x -> 7))).isEmpty();
    assertThat(Knee.ofSaturation(curve(3, Math::sqrt))).isEmpty();
  }

  private static List<Knee.Point> curve(int points, DoubleUnaryOperator y) {
    return IntStream.range(0, points)
        .mapToDouble(i -> i / (points - 1.0))
        .mapToObj(x -> new Knee.Point(x, y.applyAsDouble(x)))
        .toList();
  }
}
