package dev.holdfast.dialect.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-28T10:31:28Z",
        "2026-11-28T10:31:28.1Z",
        "2026-11-28T10:31:28.123Z",
        "2026-11-28T10:31:28.123456789Z",
        "1969-12-31T23:59:59.999Z",
        "2024-02-29T00:00:00Z",
        "2026-11-28T12:31:28.5+02:00"
      })
  void anInstantIsReadToTheMillisecond(String text) {
    assertThat(InstantText.millis(text)).isEqualTo(Instant.parse(text).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-11-28",
        "2026-13-28T10:31:28Z",
        "2026-02-30T10:31:28Z",
        "2026-11-28T25:31:28Z",
        "2026-11-28T10:31:28.1x3Z",
        "2026-11-28 10:31:28Z"
      })
  void whatIsNoInstantIsRefused(String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> InstantText.millis(text));
  }
}
