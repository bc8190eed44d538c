package dev.holdfast.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class OperationsTest {
  private final TestBackend backend;

  OperationsTest() throws Exception {
    backend = new TestBackend();
  }

  @AfterEach
  void stop() throws Exception {
    backend.close();
  }

  @Test
  void isHealthyUntilItDrains() throws Exception {
    assertThat(backend.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(backend.get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(backend.post("/admin/drain", "").statusCode()).isEqualTo(202);
    assertThat(backend.get("/healthz").statusCode()).isEqualTo(503);
    assertThat(backend.get("/healthz").body()).isEqualTo("{\"status\":\"draining\"}");
    assertThat(backend.state.draining()).isTrue();
  }

  @Test
  void isNotHealthyOnAStoreThatHasFailed() throws Exception {
    backend.state.storeFailed.set(true);
    assertThat(backend.get("/healthz").statusCode()).isEqualTo(503);
    assertThat(backend.get("/healthz").body()).isEqualTo("{\"status\":\"store_failed\"}");
    backend.state.storeFailed.set(false);
    assertThat(backend.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void hidesTheAdministrationFromPagesWhoseNameLeadsHere() throws Exception {
    for (String host :
        List.of("attacker.example", "attacker.example:80", "127.0.0.1.nip.example")) {
      assertThat(backend.raw("GET /admin/sessions/s-1 HTTP/1.1", "Host: " + host))
          .startsWith("HTTP/1.1 404");
    }
    for (String host : List.of("localhost", "127.0.0.1:8080", "[::1]:80", "LOCALHOST")) {
      assertThat(backend.raw("GET /admin/sessions/s-1 HTTP/1.1", "Host: " + host))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void answersHeadWithTheHeadersOfGetAndNoBody() throws Exception {
    HttpResponse<String> head =
        backend.send(backend.request("/healthz").method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(15);
    assertThat(backend.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void showsMetricsAsPrometheusText() throws Exception {
    backend.get("/healthz");
    backend.post("/auth/refresh", "{\"refresh_token\":\"x\"}");
    HttpResponse<String> response = backend.get("/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body())
        .contains("holdfast_http_requests_total{path=\"/healthz\",status=\"200\"} 1.0")
        .contains("holdfast_auth_events_total{reason=\"unknown\"")
        .contains("holdfast_auth_entries 0.0");
  }

  @Test
  void collectsGarbageAndSaysWhatIsLeft() throws Exception {
    HttpResponse<String> response = backend.post("/admin/gc", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(backend.json(response).get("heap_used_bytes").asLong())
        .isBetween(1_000_000L, Runtime.getRuntime().maxMemory());
  }

  @Test
  void forgetsWhoIsAwayAndSaysHowManyAreLeft() throws Exception {
    HttpResponse<String> response = backend.post("/admin/forget", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"sessions_left\":3}");
  }

  @Test
  void showsASessionThatItKnows() throws Exception {
    HttpResponse<String> response = backend.get("/admin/sessions/s-1");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"session_id\":\"s-1\",\"connected\":true,\"version\":7,\"messages\":4,"
                + "\"tool_calls\":2,\"connections_seen\":3}");
    assertThat(backend.get("/admin/sessions/s-2").statusCode()).isEqualTo(404);
    assertThat(backend.get("/admin/sessions/").statusCode()).isEqualTo(404);
  }

  @Test
  void answersEvenWhenTheBackendFails() throws Exception {
    HttpResponse<String> response = backend.get("/admin/sessions/broken");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("internal_error").doesNotContain("a store that fails");
  }

  @Test
  void showsTheAuditTrailWithoutTokens() throws Exception {
    backend.post("/auth/refresh", "{\"refresh_token\":\"very-secret\"}");
    HttpResponse<String> response = backend.get("/admin/audit");
    assertThat(response.body()).doesNotContain("very-secret");
    JsonNode event = backend.json(response).get("events").get(0);
    assertThat(event.get("type").asText()).isEqualTo("refresh_refused");
    assertThat(event.get("severity").asText()).isEqualTo("HIGH");
    assertThat(event.get("source_ip").asText()).isEqualTo("127.0.0.1");
    assertThat(event.get("token_fingerprint").asText()).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "Origin"})
  void hidesTheAdministrationFromWhatAProxyOrAPageSends(String header) throws Exception {
    for (String path : List.of("/admin/gc", "/admin/forget", "/admin/drain")) {
      assertThat(
              backend
                  .send(
                      backend
                          .request(path)
                          .header(header, "127.0.0.1")
                          .POST(BodyPublishers.noBody()))
                  .statusCode())
          .isEqualTo(404);
    }
    assertThat(backend.state.draining()).isFalse();
  }

  @Test
  void saysInRetryAfterNoLessThanTheWait() throws Exception {
    try (TestBackend refusing =
        new TestBackend(
            new org.eclipse.jetty.server.Handler.Abstract() {
              @Override
              public boolean handle(
                  org.eclipse.jetty.server.Request request,
                  org.eclipse.jetty.server.Response response,
                  org.eclipse.jetty.util.Callback callback) {
                HttpAnswer.unavailable(Duration.ofMillis(1001)).send(response, callback);
                return true;
              }
            })) {
      HttpResponse<String> response = refusing.get("/ws");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
      assertThat(response.body()).contains("\"error\":\"unavailable\"");
    }
  }
}
