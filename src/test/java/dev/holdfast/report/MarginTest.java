package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarginTest {

  @Test
  void aLatencyUsesItsLimit() {
    assertThat(used("p99.9 ≤ 1,000 ms", "p99.9 31.2 ms of 20,000")).hasValue(0.0312);
    assertThat(used("mean ≤ 500 ms", "mean 750 ms of 3")).hasValue(1.5);
  }

  @Test
  void aRateUsesWhatIsMissingToAllOfIt() {
    assertThat(
            used("≥ 99.9 % at 95 % confidence", "100 % of 20,000 (at least 99.95 %)").orElseThrow())
        .isEqualTo(0.5, within(1e-9));
    assertThat(used("≥ 99.9 %", "99.7 %").orElseThrow()).isEqualTo(3, within(1e-9));
  }

  @Test
  void thereIsNoMarginWithoutOneLimitInAUnit() {
    assertThat(used("0", "none in 20,000 reconnections")).isEmpty();
    assertThat(used("≥ 2,000", "2,000")).isEmpty();
    assertThat(used("≤ 500 ms", "nothing was timed")).isEmpty();
    assertThat(used("≤ 500 ms", "42 %")).isEmpty();
    assertThat(used("≤ 0 ms", "3 ms")).isEmpty();
    assertThat(used("≥ 100 %", "100 %")).isEmpty();
    assertThat(used("median grows < 2 % a cycle, or less than 1 ms", "7 % a cycle of 1 ms"))
        .isEmpty();
  }

  private static Optional<Double> used(String required, String measured) {
    return Margin.of(new ObjectiveResult("x", "X", required, measured, Standing.MET, ""))
        .map(Margin::used);
  }
}
