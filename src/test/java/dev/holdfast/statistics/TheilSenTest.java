package dev.holdfast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.statistics.TheilSen.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TheilSenTest {

  @Test
  void findsTheSlopeOfALine() {
    assertThat(TheilSen.of(line(10, 3), 0.975))
        .hasValueSatisfying(
            trend -> {
              assertThat(trend.low()).isCloseTo(3, within(1e-9));
              assertThat(trend.slope()).isCloseTo(3, within(1e-9));
              assertThat(trend.high()).isCloseTo(3, within(1e-9));
            });
  }

  @Test
  void isNotMovedByAWildPoint() {
    List<Point> points =
        line(11, 2).stream().map(point -> point.x() == 6 ? new Point(6, 1_000) : point).toList();

    assertThat(TheilSen.of(points, 0.975))
        .hasValueSatisfying(trend -> assertThat(trend.slope()).isCloseTo(2, within(1e-9)));
  }

  @Test
  void agreesWithTheExampleOfSensPaper() {
    // P. K. Sen (1968), §6: the median slope is 4, its bounds at 93 % on both sides together are
    // 26/7 and 35/8.
    List<Point> points =
        List.of(
            new Point(1, 9),
            new Point(2, 15),
            new Point(3, 19),
            new Point(4, 20),
            new Point(10, 45),
            new Point(12, 55),
            new Point(18, 78));

    assertThat(TheilSen.of(points, 0.965)).contains(new TheilSen(26.0 / 7, 4, 35.0 / 8));
  }

  @Test
  void fivePointsAreTooFewForBoundsAndSixAreEnough() {
    assertThat(TheilSen.of(line(5, 1), 0.975)).isEmpty();
    assertThat(TheilSen.of(line(6, 1), 0.975)).isPresent();
  }

  private static List<Point> line(int points, double slope) {
    return IntStream.rangeClosed(1, points).mapToObj(x -> new Point(x, 100 + slope * x)).toList();
  }
}
