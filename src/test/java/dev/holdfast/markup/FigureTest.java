package dev.holdfast.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void oneLossAmongMillionsNeverReadsAsAll() {
    assertThat(Figure.percent(1)).isEqualTo("100 %");
    assertThat(Figure.percent(0.9999999)).isEqualTo("99.999 %");
    assertThat(Figure.percent(0.999)).isEqualTo("99.9 %");
    assertThat(Figure.percent(0)).isEqualTo("0 %");
    assertThat(Figure.percent(Double.NaN)).isEqualTo("–");
  }

  @Test
  void latenciesKeepThreeDigits() {
    assertThat(Figure.millis(0)).isEqualTo("0 ms");
    assertThat(Figure.millis(0.0834)).isEqualTo("0.083 ms");
    assertThat(Figure.millis(4.236)).isEqualTo("4.24 ms");
    assertThat(Figure.millis(42.36)).isEqualTo("42.4 ms");
    assertThat(Figure.millis(4236)).isEqualTo("4,236 ms");
    assertThat(Figure.millis(42_360)).isEqualTo("42.4 s");
  }

  @Test
  void durationsAreToldInTwoUnits() {
    assertThat(Figure.duration(900)).isEqualTo("900 ms");
    assertThat(Figure.duration(59_999)).isEqualTo("59 s");
    assertThat(Figure.duration(123_000)).isEqualTo("2 min 3 s");
    assertThat(Figure.duration(3_600_000)).isEqualTo("1 h");
    assertThat(Figure.duration(3_900_000)).isEqualTo("1 h 5 min");
    assertThat(Figure.duration(259_200_000)).isEqualTo("3 d");
  }
}
