package dev.holdfast.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPaceTest {

  @ParameterizedTest(name = "a gate of {0} s")
  @ValueSource(ints = {6, 20, 77, 230, 900})
  void aLogOfAGateHasAHandfulOfLines(int seconds) {
    List<Integer> told = told(Optional.of(Duration.ofSeconds(seconds)), seconds + seconds / 4);

    assertThat(told).hasSizeBetween(1, 7).first().isEqualTo(5);
  }

  @Test
  void aLogOfASoakIsNeverSilentForLong() {
    List<Integer> told = told(Optional.of(Duration.ofHours(8)), 8 * 3600);

    assertThat(told).hasSizeLessThan(60);
    for (int i = 1; i < told.size(); i++) {
      assertThat(told.get(i) - told.get(i - 1)).isLessThanOrEqualTo(600);
    }
  }

  @Test
  void aRunOfUnknownLengthIsToldOfEverMoreRarely() {
    assertThat(told(Optional.empty(), 400)).containsExactly(5, 20, 40, 80, 160, 320);
  }

  private static List<Integer> told(Optional<Duration> expected, int seconds) {
    LogPace pace = new LogPace(expected);
    List<Integer> told = new ArrayList<>();
    for (int at = 1; at <= seconds; at++) {
      if (pace.isDue(Duration.ofSeconds(at))) {
        told.add(at);
      }
    }
    return told;
  }
}
