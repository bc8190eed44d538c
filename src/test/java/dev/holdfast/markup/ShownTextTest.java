package dev.holdfast.markup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.HostileRun;
import org.junit.jupiter.api.Test;

class ShownTextTest {

  @Test
  void controlCharactersAreShownAsTheirPictures() {
    assertThat(ShownText.of("a\u0000b\u001B[31m\n\t\u007F")).isEqualTo("a␀b␛[31m␊␉␡");
  }

  @Test
  void whatIsInvisibleOrTurnsTextAroundIsNamed() {
    assertThat(ShownText.of("a\u202Eb\u2066\u200Bc\u2028\u0085"))
        .isEqualTo("a⟨U+202E⟩b⟨U+2066⟩⟨U+200B⟩c⟨U+2028⟩⟨U+0085⟩");
  }

  @Test
  void whatNoXmlMayHoldIsReplaced() {
    assertThat(ShownText.of("a\uD800b\uFFFFc")).isEqualTo("a\uFFFDb\uFFFDc");
  }

  @Test
  void peoplesTextIsLeftAlone() {
    assertThat(ShownText.of("grüße 你好 שלום 👩‍💻 ≥ 99.9 %"))
        .isEqualTo("grüße 你好 שלום 👩‍💻 ≥ 99.9 %");
  }

  @Test
  void longTextIsCutAndSaysHowMuchIsMissing() {
    assertThat(ShownText.of("x".repeat(50), 10)).isEqualTo("xxxxxxxxxx… (40 more characters)");
  }

  @Test
  void aTextIsNeverCutWithinACharacter() {
    assertThat(ShownText.of("👍👍", 1)).isEqualTo("👍… (2 more characters)");
  }

  @Test
  void tokensAndPasswordsAreMaskedWhereverTheyStand() {
    String shown =
        ShownText.of(
            "GET wss://u:pw@host/ws?token=abc&a=1 Authorization: Bearer abc.def "
                + HostileRun.TOKEN
                + " holdfast.v1, bearer.abc");

    assertThat(shown)
        .isEqualTo(
            "GET wss://u:(redacted)@host/ws?token=(redacted)&a=1 Authorization: Bearer (redacted)"
                + " (redacted) holdfast.v1, bearer.(redacted)");
  }

  @Test
  void aSecretsWholeValueIsMaskedByItsKey() {
    assertThat(ShownText.ofSetting("holdfast.backend.jwt-secret", "hunter2"))
        .isEqualTo("(redacted)");
    assertThat(ShownText.ofSetting("store.password", "hunter2")).isEqualTo("(redacted)");
    assertThat(ShownText.ofSetting("holdfast.backend.jwt-secret", "")).isEmpty();
    assertThat(ShownText.ofSetting("holdfast.users", "2000")).isEqualTo("2000");
  }
}
