package dev.holdfast.backend.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretsInFramesTest {
  private final FrameDecoder decoder = new FrameDecoder(FrameLimits.standard());

  @Test
  void neverShowsATokenInText() throws FrameException {
    ClientFrame frame =
        decoder.decode(
            "{\"type\":\"token_refresh\",\"id\":\"1\",\"payload\":{\"token\":\"s3cret\"}}");

    assertThat(frame.toString()).doesNotContain("s3cret");
  }

  @Test
  void neverQuotesWhatItRefuses() {
    assertThatThrownBy(() -> decoder.decode("{\"type\":\"s3cret\"}"))
        .isInstanceOf(FrameException.class)
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> decoder.decode("{\"token\":\"s3cret\""))
        .hasMessageNotContaining("s3cret");
  }
}
