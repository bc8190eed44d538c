package dev.holdfast.run.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SeenAnswerTest {

  @Test
  void whatMayBeATokenIsMasked() {
    assertThat(SeenAnswer.shown("{\"token\":\"eyJhbGciOiJIUzI1NiJ9.eyJzdWIi\",\"user\":\"u-1\"}"))
        .isEqualTo("{\"token\":\"(redacted)\",\"user\":\"u-1\"}");
    assertThat(SeenAnswer.shown("x".repeat(95) + " abcdefgh1234567890"))
        .doesNotContain("abcd")
        .endsWith("…");
  }

  @Test
  void aProxyThatIsNotUsedIsToldOf() {
    assertThat(SeenAnswer.proxyHint(Map.of("https_proxy", "http://proxy:3128")))
        .contains("connects directly")
        .doesNotContain("3128");
    assertThat(SeenAnswer.proxyHint(Map.of("https_proxy", "", "PATH", "/bin"))).isEmpty();
  }

  @Test
  void wordsAreShownAndControlCharactersAreNot() {
    assertThat(SeenAnswer.shown("{\"type\":\"connection_established\"}\u001b[31m\u202e"))
        .isEqualTo("{\"type\":\"connection_established\"}?[31m?");
  }
}
