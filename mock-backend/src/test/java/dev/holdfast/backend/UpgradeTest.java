package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpgradeTest {
  private final TestBackend backend = new TestBackend();

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void takesTheTokenFromTheQuery() {
    URI uri = URI.create(backend.uri() + "?token=" + backend.token("u-1"));
    try (RawSocket socket = new RawSocket(uri)) {
      assertThat(socket.response()).startsWith("HTTP/1.1 101");
    }
  }

  @Test
  void takesTheTokenFromASubprotocolAndSelectsItsOwn() {
    try (RawSocket socket =
        new RawSocket(
            backend.uri(),
            "Sec-WebSocket-Protocol",
            "holdfast.v1, bearer." + backend.token("u-1"))) {
      assertThat(socket.response())
          .startsWith("HTTP/1.1 101")
          .containsIgnoringCase("Sec-WebSocket-Protocol: holdfast.v1\r\n");
    }
  }

  @Test
  void refusesEveryBadTokenWithTheSameAnswer() {
    JsonNode revoked = backend.openSession("u-1");
    String token = revoked.get("session_token").textValue();
    backend.post("/auth/revoke", "{\"token\":\"" + token + "\"}");
    String none = refusal();
    assertThat(none).startsWith("HTTP/1.1 401");

    assertThat(refusal("Authorization", "Bearer " + token)).isEqualTo(none);
    assertThat(refusal("Authorization", "Bearer nonsense")).isEqualTo(none);
    assertThat(refusal("Authorization", "Basic dTpw")).isEqualTo(none);
    for (String query : List.of("token=%FF%FE", "token=%zz", "token=%", "%zz=1")) {
      assertThat(refusalOf(RawSocket.asking(backend.uri(), "/ws?" + query))).isEqualTo(none);
    }
    String expired = backend.token("u-2");
    backend.move(Duration.ofDays(1).plusSeconds(1));
    assertThat(refusal("Authorization", "Bearer " + expired)).isEqualTo(none);
    assertThat(backend.metric("holdfast_backend_handshakes_total{result=\"unauthorized\"}"))
        .isEqualTo(9);
  }

  @Test
  void takesATokenInOneSpellingOnly() {
    String token = backend.token("u-1");
    byte[] signature = Base64.getUrlDecoder().decode(signatureOf(token));
    String respelt =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            .chars()
            .mapToObj(last -> token.substring(0, token.length() - 1) + (char) last)
            .filter(other -> !other.equals(token))
            .filter(
                other ->
                    Arrays.equals(Base64.getUrlDecoder().decode(signatureOf(other)), signature))
            .findFirst()
            .orElseThrow();

    assertThat(refusal("Authorization", "Bearer " + respelt)).startsWith("HTTP/1.1 401");
    assertThat(refusal("Authorization", "Bearer " + token + "=")).startsWith("HTTP/1.1 401");
    try (RawSocket socket = new RawSocket(backend.uri(), "Authorization", "Bearer " + token)) {
      assertThat(socket.response()).startsWith("HTTP/1.1 101");
    }
  }

  @Test
  void refusesAFrameThatIsMarkedAsCompressed() {
    String token = "Bearer " + backend.token("u-1");
    try (RawSocket socket = new RawSocket(backend.uri(), "Authorization", token)) {
      assertThat(socket.sendBytes(0xC1, 0x81, 0, 0, 0, 0, 'a').awaitClose()).isEqualTo(1002);
    }
  }

  @Test
  void refusesALengthThatIsLongerThanItNeedBe() {
    String token = "Bearer " + backend.token("u-1");
    try (RawSocket socket = new RawSocket(backend.uri(), "Authorization", token)) {
      assertThat(socket.sendBytes(0x81, 0xFE, 0, 1, 0, 0, 0, 0, 'a').awaitClose()).isEqualTo(1002);
    }
  }

  @Test
  void doesNotNegotiateAnyExtension() {
    try (RawSocket socket =
        new RawSocket(
            backend.uri(),
            "Authorization",
            "Bearer " + backend.token("u-1"),
            "Sec-WebSocket-Extensions",
            "permessage-deflate, identity, fragment;maxLength=1, validation")) {
      assertThat(socket.response())
          .startsWith("HTTP/1.1 101")
          .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
    }
  }

  @Test
  void asksToComeBackWhoComesBeyondTheRate() {
    try (TestBackend crowded = new TestBackend(options -> Options.crowded(options, 1))) {
      String token = "Bearer " + crowded.token("u-1");
      String answer = "";
      // One a second is let in: two of three in a row come too soon, unless a second passes.
      for (int i = 0; i < 100 && !answer.startsWith("HTTP/1.1 503"); i++) {
        try (RawSocket socket = new RawSocket(crowded.uri(), "Authorization", token)) {
          answer = socket.response();
        }
      }

      assertThat(answer).startsWith("HTTP/1.1 503").containsIgnoringCase("Retry-After: 1\r\n");
      assertThat(crowded.metric("holdfast_backend_handshakes_total{result=\"crowded\"}"))
          .isEqualTo(1);
      assertThat(crowded.metric("holdfast_backend_handshakes_total{result=\"accepted\"}"))
          .isPositive();
    }
  }

  @Test
  void asksToComeBackWhileTheAuthServiceIsAway() {
    TestBackend away = new TestBackend();
    URI auth = URI.create("http://" + away.uri().getAuthority());
    String token = away.token("u-1");
    try (TestBackend asking = new TestBackend(options -> Options.authBy(options, auth))) {
      TestClient let = asking.connect(token);
      let.await("connection_established");
      away.close();

      try (RawSocket socket = new RawSocket(asking.uri(), "Authorization", "Bearer " + token)) {
        assertThat(socket.response()).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
      }
      assertThat(let.ask("ping")).isEmpty();
    }
  }

  private static String signatureOf(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private String refusal(String... headers) {
    return refusalOf(new RawSocket(backend.uri(), headers));
  }

  private static String refusalOf(RawSocket asking) {
    try (RawSocket socket = asking) {
      byte[] body = new byte[67];
      for (int i = 0; i < body.length; i++) {
        body[i] = socket.readByte();
      }
      return socket.response() + new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
