package dev.holdfast.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class HttpLimitsTest {
  private static final int BODY = HttpSettings.defaults().maximumBodyBytes();
  private final TestBackend backend;

  HttpLimitsTest() throws Exception {
    backend = new TestBackend(HttpSettings.defaults().withFailedAttemptsAMinute(3));
  }

  @AfterEach
  void stop() throws Exception {
    backend.close();
  }

  private void assertRefused(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(backend.json(response).get("error").asText()).isEqualTo(code);
    assertThat(backend.json(response).get("message").asText()).isNotEmpty().doesNotContain("\n");
  }

  private static String padded(int size) {
    String frame = "{\"user_id\":\"u-1\",\"pad\":\"\"}";
    return frame.replace("\"\"}", "\"" + "x".repeat(size - frame.length()) + "\"}");
  }

  @Test
  void takesTheLargestBodyAndRefusesOneByteMore() throws Exception {
    assertThat(backend.post("/auth/sessions", padded(BODY)).statusCode()).isEqualTo(201);
    assertRefused(backend.post("/auth/sessions", padded(BODY + 1)), 413, "payload_too_large");
  }

  @Test
  void refusesALargeBodyThatDoesNotSayItsLength() throws Exception {
    byte[] large = padded(4 * BODY).getBytes(StandardCharsets.UTF_8);
    assertRefused(
        backend.send(
            backend
                .request("/auth/sessions")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
        413,
        "payload_too_large");
  }

  @Test
  void takesABodyInChunks() throws Exception {
    byte[] body = "{\"user_id\":\"u-1\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            backend
                .send(
                    backend
                        .request("/auth/sessions")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
                .statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"user_id\":\"u-1\"",
        "{\"user_id\":\"u-1\"} x",
        "{\"user_id\":\"u-1\",}",
        "{user_id:\"u-1\"}",
        "{\"user_id\":}",
        "user_id=u-1",
        "{\"user_id\":\"u-1\",\"user_id\":\"u-2\"}"
      })
  void refusesWhatIsNotJson(String body) throws Exception {
    assertRefused(backend.post("/auth/sessions", body), 400, "invalid_json");
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws Exception {
    byte[] body = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};
    assertRefused(
        backend.send(backend.request("/auth/sessions").POST(BodyPublishers.ofByteArray(body))),
        400,
        "invalid_json");
  }

  @Test
  void refusesJsonThatNestsTooDeep() throws Exception {
    String body = "{\"user_id\":\"u-1\",\"deep\":" + "[".repeat(15) + "]".repeat(15) + "}";
    assertThat(backend.post("/auth/sessions", body).statusCode()).isEqualTo(201);
    String deeper = body.replace("[]", "[[]]");
    assertRefused(backend.post("/auth/sessions", deeper), 400, "invalid_json");
    String deepest = "[".repeat(7000) + "]".repeat(7000);
    assertRefused(backend.post("/auth/sessions", deepest), 400, "invalid_json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/auth/sessions|[]",
        "/auth/sessions|null",
        "/auth/sessions|{}",
        "/auth/sessions|{\"user_id\":7}",
        "/auth/sessions|{\"user_id\":\"\"}",
        "/auth/sessions|{\"user_id\":\"a\\nb\"}",
        "/auth/sessions|{\"user_id\":\"u\",\"ttl_seconds\":0}",
        "/auth/sessions|{\"user_id\":\"u\",\"ttl_seconds\":-1}",
        "/auth/sessions|{\"user_id\":\"u\",\"ttl_seconds\":604801}",
        "/auth/sessions|{\"user_id\":\"u\",\"ttl_seconds\":1.5}",
        "/auth/sessions|{\"user_id\":\"u\",\"ttl_seconds\":\"60\"}",
        "/auth/sessions|{\"user_id\":\"u\",\"ttl_seconds\":99999999999999999999}",
        "/auth/sessions|{\"user_id\":\"u\",\"ttl_seconds\":9223372036854775807}",
        "/auth/refresh|{\"refresh_token\":null}",
        "/auth/introspect|{\"token\":[]}",
        "/auth/revoke|{}"
      })
  void refusesWrongContent(String path, String body) throws Exception {
    assertRefused(backend.post(path, body), 400, "invalid_payload");
  }

  @Test
  void doesNotRepeatWhatItRefuses() throws Exception {
    assertThat(backend.post("/auth/introspect", "{\"token\":\"my-secret").body())
        .doesNotContain("my-secret");
    assertThat(backend.post("/auth/introspect", "{\"tokn\":\"my-secret\"}").body())
        .doesNotContain("my-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/auth/sessions,POST",
    "PUT,/auth/refresh,POST",
    "DELETE,/auth/introspect,POST",
    "HEAD,/auth/revoke,POST",
    "POST,/healthz,'GET, HEAD'",
    "POST,/metrics,'GET, HEAD'",
    "GET,/admin/gc,POST",
    "HEAD,/admin/drain,POST",
    "POST,/admin/sessions/s-1,'GET, HEAD'"
  })
  void saysWhichMethodIsAllowed(String method, String path, String allow) throws Exception {
    HttpResponse<String> response =
        backend.send(backend.request(path).method(method, BodyPublishers.ofString("{}")));
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue(allow);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/auth/", "/auth/nothing", "/auth/sessions/", "/admin/", "/admin/nothing"})
  void saysWhatIsNotThere(String path) throws Exception {
    assertRefused(backend.get(path), 404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ws", "/auth", "/healthzz", "/metrics/x", "/elsewhere"})
  void leavesOtherPathsToTheNextHandler(String path) throws Exception {
    HttpResponse<String> response = backend.get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).doesNotContain("not_found");
  }

  @Test
  void stopsListeningToAnAddressThatKeepsFailing() throws Exception {
    String good = backend.open("u-1").get("refresh_token").asText();
    String bad = "{\"refresh_token\":\"nonsense\"}";
    for (int i = 0; i < 3; i++) {
      assertRefused(backend.post("/auth/refresh", bad), 401, "unauthorized");
    }
    HttpResponse<String> limited =
        backend.post("/auth/refresh", "{\"refresh_token\":\"" + good + "\"}");
    assertRefused(limited, 429, "rate_limited");
    assertThat(limited.headers().firstValue("Retry-After")).hasValue("60");
    backend.clock.add(Duration.ofMinutes(1));
    assertThat(backend.post("/auth/refresh", "{\"refresh_token\":\"" + good + "\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void asksToComeBackWhenItCanHoldNoMoreSessions() throws Exception {
    try (TestBackend small = new TestBackend(HttpSettings.defaults(), 1)) {
      small.open("u-1");
      HttpResponse<String> response = small.post("/auth/sessions", "{\"user_id\":\"u-2\"}");
      assertRefused(response, 503, "unavailable");
      assertThat(response.headers().firstValue("Retry-After")).hasValue("60");
    }
  }

  @Test
  void refusesADeclaredLengthWithoutWaitingForTheBody() throws Exception {
    try (Socket boasting = new Socket(InetAddress.getLoopbackAddress(), backend.port())) {
      boasting.setSoTimeout(10_000);
      boasting
          .getOutputStream()
          .write(
              "POST /auth/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] status = boasting.getInputStream().readNBytes(12);
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void outlivesAClientThatLeavesInTheMiddleOfItsBody() throws Exception {
    try (Socket leaving = new Socket(InetAddress.getLoopbackAddress(), backend.port())) {
      leaving
          .getOutputStream()
          .write(
              "POST /auth/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"
                  .getBytes(StandardCharsets.US_ASCII));
      leaving.shutdownOutput();
      leaving.setSoTimeout(10_000);
      assertThat(new String(leaving.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .doesNotContain("201");
    }
    assertThat(backend.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void limitsNobodyUnlessTold() throws Exception {
    try (TestBackend open = new TestBackend()) {
      for (int i = 0; i < 30; i++) {
        assertThat(open.post("/auth/refresh", "{\"refresh_token\":\"x\"}").statusCode())
            .isEqualTo(401);
      }
    }
  }

  @Test
  void hasNoAuthServiceWhereTokensAreCheckedElsewhere() throws Exception {
    HttpApi endpoint = new HttpApi(Optional.empty(), backend.state, backend.metrics);
    try (TestBackend other = new TestBackend(endpoint)) {
      assertRefused(other.post("/auth/sessions", "{\"user_id\":\"u-1\"}"), 404, "not_found");
      assertThat(other.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesSettingsOutOfRange() {
    TrustedProxies none = TrustedProxies.none();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings(none, 0, 1, 0))
        .withMessage("maximum-body-bytes must be at least 1, got: 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new HttpSettings(none, 1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new HttpSettings(none, 1, 1, -1));
  }
}
