package dev.holdfast.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MarginTest {

  @Test
  void aLimitFromAboveIsUsedByWhatWasMeasured() {
    assertThat(Margin.below(1_000, 31.2).used()).isEqualTo(0.0312, within(1e-9));
    assertThat(Margin.below(500, 750).used()).isEqualTo(1.5);
    assertThat(Margin.below(500, -3).used()).isZero();
  }

  @Test
  void aShareIsUsedByWhatIsMissingToAllOfIt() {
    assertThat(Margin.missing(0.999, 0.9995).used()).isEqualTo(0.5, within(1e-9));
    assertThat(Margin.missing(0.999, 0.997).used()).isEqualTo(3, within(1e-9));
  }

  @Test
  void thereIsNoneWithoutALimitOrAFigure() {
    assertThat(Margin.below(0, 3).isKnown()).isFalse();
    assertThat(Margin.below(5, Double.POSITIVE_INFINITY).isKnown()).isFalse();
    assertThat(Margin.missing(1, 1).isKnown()).isFalse();
    assertThat(Margin.NONE.isKnown()).isFalse();
  }

  @Test
  void refusesANegativeUse() {
    assertThatThrownBy(() -> new Margin(-0.1)).hasMessage("used must not be negative, got: -0.1");
  }
}
