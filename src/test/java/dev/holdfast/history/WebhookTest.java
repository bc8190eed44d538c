package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.assessment.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

  private static final String SECRET = "0123456789abcdef";
  private static final VerdictChange CHANGE =
      new VerdictChange(
          "run-2",
          "SoakSimulation",
          Optional.of(Verdict.PASS),
          Verdict.FAIL,
          List.of("heap creeps"));

  private record Heard(String timestamp, String signature, String body) {}

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile int failures;
  private HttpServer listener;

  @BeforeEach
  void listen() throws IOException {
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          heard.add(
              new Heard(
                  exchange.getRequestHeaders().getFirst(Webhook.TIMESTAMP),
                  exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE),
                  body));
          exchange.sendResponseHeaders(heard.size() <= failures ? 503 : 204, -1);
          exchange.close();
        });
    listener.start();
  }

  @AfterEach
  void stop() {
    listener.stop(0);
  }

  @Test
  void whatIsToldIsSigned() {
    assertThat(webhook().tell(CHANGE)).isEmpty();

    Heard told = heard.get(0);
    assertThat(told.body())
        .contains("\"before\":\"PASS\"", "\"now\":\"FAIL\"", "\"reasons\":[\"heap creeps\"]");
    assertThat(told.timestamp()).isEqualTo("1700000000");
    assertThat(told.signature())
        .isEqualTo(
            Webhook.signature(
                SECRET.getBytes(StandardCharsets.UTF_8), told.timestamp(), told.body()));
  }

  @Test
  void theSignatureIsThatOfEverybodyElse() {
    // HMAC-SHA-256 of "1.{}" under "key", by openssl dgst -sha256 -hmac key.
    assertThat(Webhook.signature("key".getBytes(StandardCharsets.UTF_8), "1", "{}"))
        .isEqualTo("sha256=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224");
  }

  @Test
  void whoDoesNotHearIsToldAgain() {
    failures = 2;

    assertThat(webhook().tell(CHANGE)).isEmpty();
    assertThat(heard).hasSize(3);
  }

  @Test
  void whoNeverHearsHoldsNobodyUpAndTheSecretIsNotTold() {
    failures = 9;

    assertThat(webhook().tell(CHANGE).orElseThrow())
        .contains("failed after 3 attempts", "503")
        .doesNotContain(SECRET);
  }

  private final List<Duration> waits = List.of(Duration.ofMillis(1), Duration.ofMillis(2));

  private Webhook webhook() {
    URI url = URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/hook");
    return new Webhook(
        url, SECRET, () -> Instant.ofEpochSecond(1_700_000_000), Duration.ofSeconds(5), waits::get);
  }
}
