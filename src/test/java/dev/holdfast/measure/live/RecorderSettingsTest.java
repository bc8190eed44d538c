package dev.holdfast.measure.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecorderSettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void refuseWhatCouldNotBeRecorded() {
    assertThatThrownBy(() -> new RecorderSettings(Duration.ZERO, 1, SECOND, SECOND, 1))
        .hasMessage("interval must be positive, got: PT0S");
    assertThatThrownBy(() -> new RecorderSettings(SECOND, -1, SECOND, SECOND, 1))
        .hasMessage("witnessesPerAnomaly must not be negative, got: -1");
    assertThatThrownBy(() -> new RecorderSettings(SECOND, 1, Duration.ZERO, SECOND, 1))
        .hasMessage("longest must be 1 ms to 1 h, got: PT0S");
    assertThatThrownBy(() -> new RecorderSettings(SECOND, 1, Duration.ofHours(2), SECOND, 1))
        .hasMessageContaining("got: PT2H");
    assertThatThrownBy(() -> new RecorderSettings(SECOND, 1, SECOND, SECOND.negated(), 1))
        .hasMessage("startTolerance must not be negative, got: PT-1S");
    assertThatThrownBy(() -> new RecorderSettings(SECOND, 1, SECOND, SECOND, 0))
        .hasMessage("mostCohorts must be at least 1, got: 0");
  }

  @Test
  void loseAtMostFiveSecondsByDefault() {
    assertThat(RecorderSettings.standard().interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(RecorderSettings.standard().every(SECOND).interval()).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @CsvSource({"PT1M, PT5S", "PT1H, PT5S", "PT2H, PT10S", "PT12H, PT1M", "PT72H, PT1M"})
  void writeLongRunsLessOften(Duration run, Duration interval) {
    assertThat(RecorderSettings.lasting(run).interval()).isEqualTo(interval);
  }
}
