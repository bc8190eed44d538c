package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a connection is asked for. */
class OpeningUrlTest {

  @ParameterizedTest
  @CsvSource({
    "ws://h:1/ws, '', ws://h:1/ws",
    "ws://h:1, /chat?room=1, ws://h:1/chat?room=1",
    "ws://h:1/, /chat, ws://h:1/chat",
    "wss://h/base, /chat, wss://h/base/chat",
    "ws://h/base?key=a%20b, /chat?room=1, ws://h/base/chat?key=a%20b&room=1",
    "ws://h/base?key=a, /chat, ws://h/base/chat?key=a",
    "ws://my_host:1, /chat, ws://my_host:1/chat",
  })
  void isTheTargetsUrlWithThePathAndQueryOfTheDialect(String target, String path, String url) {
    assertThat(OpeningUrl.of(URI.create(target), path)).hasToString(url);
  }
}
