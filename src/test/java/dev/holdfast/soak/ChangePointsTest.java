package dev.holdfast.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangePointsTest {

  @Test
  void twoChangesOfLevelAreFoundWhereTheyAre() {
    double[] values = new double[60];
    for (int at = 0; at < values.length; at++) {
      values[at] = (at < 20 ? 10 : at < 40 ? 30 : 50) + (at % 3) * 0.5;
    }

    assertThat(ChangePoints.of(values, 0.005, 1)).containsExactly(20, 40);
  }

  @Test
  void theSameSeedFindsTheSame() {
    double[] values =
        new Curve(9)
            .of(at -> at < 30 ? 5 : 7, 1.5, 0).stream().mapToDouble(Observation::value).toArray();

    assertThat(ChangePoints.of(values, 0.005, 3)).isEqualTo(ChangePoints.of(values, 0.005, 3));
  }

  @Test
  void tooShortASeriesHasNone() {
    assertThat(ChangePoints.of(new double[] {1, 1, 1, 1, 9, 9, 9, 9}, 0.005, 1)).isEmpty();
  }
}
