package dev.holdfast.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShownUrlTest {

  @ParameterizedTest
  @CsvSource({
    "ws://host:1/ws, ws://host:1/ws",
    "ws://host/ws?api_key=SECRET, ws://host/ws?api_key=(redacted)",
    "ws://host/ws?EIO=4&transport=websocket&sid=SECRET,"
        + " ws://host/ws?EIO=4&transport=websocket&sid=(redacted)",
    "wss://u:p@host/ws, wss://(redacted)@host/ws",
    "wss://u:p@host/ws?a=b#c, wss://(redacted)@host/ws?a=(redacted)#c",
    "ws://host/ws?SECRET, ws://host/ws?(redacted)",
    "ws://host/ws?a=&b, ws://host/ws?a=&(redacted)",
    "no url?key=SECRET, no url?key=(redacted)",
  })
  void whatLetsSomebodyInIsMasked(String url, String shown) {
    assertThat(ShownUrl.of(url)).isEqualTo(shown);
  }

  @Test
  void ofAWebhookOnlyTheHostIsShown() {
    assertThat(ShownUrl.hostOf("https://u:p@hooks.example.org/services/T0/SECRET?k=v"))
        .isEqualTo("https://(redacted)@hooks.example.org/(redacted)");
    assertThat(ShownUrl.hostOf("https://hooks.example.org/"))
        .isEqualTo("https://hooks.example.org/");
  }
}
