package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.protocol.FrameLimits;
import dev.holdfast.backend.session.ConnectionLimits;
import dev.holdfast.backend.session.outbound.RateLimit;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private static final int HARD = 5 << 20;

  private TestBackend backend = new TestBackend();

  @AfterEach
  void stop() {
    backend.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"ping\"|invalid_json",
        "{\"type\":\"ping\"} trailing|invalid_json",
        "{\"type\":\"ping\",}|invalid_json",
        "{type:\"ping\"}|invalid_json",
        "{\"type\":undefined}|invalid_json",
        "{\"type\":\"ping\",\"type\":\"ping\"}|invalid_json",
        "[1,2]|invalid_payload",
        "42|invalid_payload",
        "{}|invalid_payload",
        "{\"type\":7}|invalid_payload",
        "{\"type\":\"dance\"}|unknown_type",
        "{\"type\":\"ping\",\"payload\":[]}|invalid_payload",
        "{\"type\":\"ping\",\"id\":{}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"content\":\"c\"}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\"}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"\",\"content\":\"c\"}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":1,\"content\":\"c\"}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\",\"content\":\"c\",\"reply\":\"no\"}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\",\"content\":\"c\",\"memory\":7}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\",\"content\":\"c\",\"memory\":{\"variables\":{\"a\":[]}}}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\",\"content\":\"a\\ud800b\"}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\",\"content\":\"\\udc00\"}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\",\"content\":\"a\\u001fb\"}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\\u001e\",\"content\":\"c\"}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\",\"content\":\"c\",\"memory\":{\"variables\":{\"a\\u001fb\":1}}}}|invalid_payload",
        "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\",\"content\":\"c\",\"memory\":{\"variables\":{\"a\":\"\\ud800\"}}}}|invalid_payload",
        "{\"type\":\"get_conversation_history\",\"payload\":{\"after_seq\":-1}}|invalid_payload",
        "{\"type\":\"get_conversation_history\",\"payload\":{\"after_seq\":1.5}}|invalid_payload",
        "{\"type\":\"token_refresh\",\"payload\":{}}|invalid_payload"
      })
  void refusesAFrameThatIsWrongAndStaysOpen(String frame, String code) {
    TestClient client = connected();

    client.send(frame);

    assertThat(client.next().get("code").textValue()).isEqualTo(code);
    assertThat(client.ask("ping")).isEmpty();
  }

  @Test
  void echoesTheIdOfAFrameThatItRefuses() {
    TestClient client = connected();

    client.send("{\"id\":\"x-7\",\"type\":\"dance\"}");

    assertThat(client.frame().get("id").textValue()).isEqualTo("x-7");
  }

  @Test
  void takesAHundredLevelsAndRefusesOneMore() {
    TestClient client = connected();

    client.send("{\"type\":\"ping\",\"x\":" + "[".repeat(99) + "]".repeat(99) + "}");
    assertThat(client.frame().get("type").textValue()).isEqualTo("pong");
    client.send("{\"type\":\"ping\",\"x\":" + "[".repeat(100) + "]".repeat(100) + "}");

    assertThat(client.next().get("code").textValue()).isEqualTo("nesting_too_deep");
  }

  @Test
  void refusesAFrameAboveTheSoftLimitInBytesAndStaysOpen() {
    TestClient client = connected();
    String fits = padded("\u00e4".repeat((1 << 19) - 100));
    client.send(fits);
    assertThat(client.frame().get("type").textValue()).isEqualTo("message_ack");

    client.send(padded("\u00e4".repeat(1 << 19)));

    assertThat(client.next().get("code").textValue()).isEqualTo("payload_too_large");
    assertThat(client.ask("ping")).isEmpty();
  }

  @Test
  void closesWith1009AboveTheHardLimit() {
    try (RawSocket socket = raw()) {
      socket.send(RawSocket.TEXT, new byte[HARD + 1]);

      assertThat(socket.awaitClose()).isEqualTo(1009);
    }
  }

  @Test
  void closesWith1007OnInvalidUtf8() {
    try (RawSocket socket = raw()) {
      socket.send(RawSocket.TEXT, new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'});

      assertThat(socket.awaitClose()).isEqualTo(1007);
    }
  }

  @Test
  void refusesBinaryFramesAndStaysOpen() {
    try (RawSocket socket = raw()) {
      socket.await(RawSocket.TEXT);
      socket.send(RawSocket.BINARY, new byte[] {1, 2, 3});

      assertThat(socket.await(RawSocket.TEXT).text()).contains("invalid_json");
      socket.send("{\"type\":\"ping\"}");
      assertThat(socket.await(RawSocket.TEXT).text()).contains("pong");
    }
  }

  @Test
  void answersEveryPingWithWhatItCarried() {
    try (RawSocket socket = raw()) {
      socket.send(RawSocket.PING, new byte[] {'a', 'b'});
      assertThat(socket.await(RawSocket.PONG).text()).isEqualTo("ab");
      socket.send(RawSocket.PING, new byte[0]);
      assertThat(socket.await(RawSocket.PONG).text()).isEmpty();
    }
  }

  @Test
  void countsPingsAndBinaryFramesTowardsTheRate() {
    restart(new RateLimit(1, 3), 1 << 20);
    for (int opcode : new int[] {RawSocket.PING, RawSocket.BINARY}) {
      try (RawSocket socket = raw()) {
        for (int i = 0; i < 20; i++) {
          socket.send(opcode, new byte[] {1});
        }
        assertThat(socket.await(RawSocket.CLOSE).closeCode()).isEqualTo(4429);
      }
    }
  }

  @Test
  void codesThatClientsChooseMakeNoMetricsOfTheirOwn() {
    try (RawSocket socket = raw()) {
      socket.await(RawSocket.TEXT);
      socket.send(RawSocket.CLOSE, new byte[] {0x0f, (byte) 0xa1});
      socket.await(RawSocket.CLOSE);
    }
    await("the connection has ended")
        .until(
            () -> backend.metric("holdfast_backend_connections_closed_total{code=\"other\"}") == 1);
  }

  @Test
  void refusesWhatItsContextHasNoRoomForAndKeepsTheRest() {
    backend.close();
    backend = new TestBackend(options -> Options.holding(options, 3_000));
    TestClient client = connected();

    client.turn("m-1", "y".repeat(1_000));
    client.say("m-2", "y".repeat(2_000));

    assertThat(client.await("error").get("code").textValue()).isEqualTo("context_full");
    assertThat(client.ask("get_conversation_history").toString())
        .contains("m-1")
        .doesNotContain("m-2");
  }

  @Test
  void refusesFramesAboveTheRateAndClosesOnLongAbuse() {
    restart(new RateLimit(1, 3), 1 << 20);
    TestClient client = connected();

    for (int i = 0; i < 20; i++) {
      client.socket().sendText("{\"type\":\"ping\"}", true).join();
    }

    for (int i = 0; i < 3; i++) {
      assertThat(client.frame().get("type").textValue()).isEqualTo("pong");
    }
    assertThat(client.next().get("code").textValue()).isEqualTo("rate_limited");
    assertThat(client.closeCode()).isEqualTo(4429);
  }

  @Test
  void closesAReaderThatIsTooSlow() {
    restart(new RateLimit(10_000, 10_000), 200_000);
    try (RawSocket socket = raw()) {
      socket.await(RawSocket.TEXT);
      socket.send(padded("y".repeat(100_000)));
      // Nobody reads the answers: the socket's buffers fill, then the queue.
      for (int i = 0; i < 200; i++) {
        socket.send("{\"type\":\"get_conversation_history\"}");
      }

      await("the slow reader is given up")
          .until(
              () ->
                  backend.metric("holdfast_backend_frames_dropped_total{reason=\"slow_reader\"}")
                      > 0);
    }
  }

  @Test
  void configuresItsOwnLimits() {
    backend.close();
    backend = new TestBackend(options -> Options.framed(options, new FrameLimits(100, 1000, 3)));
    TestClient client = connected();

    client.send("{\"type\":\"ping\",\"x\":\"" + "y".repeat(100) + "\"}");
    JsonNode tooLarge = client.next();
    client.send("{\"type\":\"ping\",\"x\":[[[]]]}");

    assertThat(tooLarge.get("code").textValue()).isEqualTo("payload_too_large");
    assertThat(client.next().get("code").textValue()).isEqualTo("nesting_too_deep");
  }

  private void restart(RateLimit rate, long queued) {
    backend.close();
    backend =
        new TestBackend(
            options ->
                Options.limited(
                    options,
                    new ConnectionLimits(
                        rate,
                        queued,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        true)));
  }

  private static String padded(String content) {
    return "{\"type\":\"user_message\",\"payload\":{\"message_id\":\"m\",\"reply\":false,\"content\":\""
        + content
        + "\"}}";
  }

  private TestClient connected() {
    TestClient client = backend.connect(backend.token("u-1"));
    client.await("connection_established");
    return client;
  }

  private RawSocket raw() {
    return new RawSocket(backend.uri(), "Authorization", "Bearer " + backend.token("u-1"));
  }
}
