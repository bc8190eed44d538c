package dev.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {

  private static final Served SERVED = new Served(100, Map.of());

  private final Cost cost =
      Cost.of(
          List.of(
              sample(5.0, 0, 300),
              sample(10.0, 40, 900),
              sample(10.4, 95, 800),
              sample(12.0, 100, 8)),
          SERVED,
          0.4,
          0.95);

  @Test
  void onlyWhatIsBetweenTheSharesIsWarm() {
    assertThat(cost.warmMillis()).isCloseTo(0.4 * 1000 / 55, within(1e-9));
    assertThat(cost.seconds()).isEqualTo(12.0);
  }

  @Test
  void theMostThatWasResidentCountsAlthoughItsProcessHasEnded() {
    assertThat(cost.residentKb()).isEqualTo(900);
  }

  private static Sample sample(double seconds, long returns, long residentKb) {
    return new Sample(new ProcessTimes.Reading(seconds, residentKb), returns);
  }
}
