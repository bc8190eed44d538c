package dev.holdfast.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.Forgery;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class AuthOverHttpTest {
  private final TestBackend backend;

  AuthOverHttpTest() throws Exception {
    backend = new TestBackend();
  }

  @AfterEach
  void stop() throws Exception {
    backend.close();
  }

  private HttpResponse<String> refresh(String token) throws Exception {
    return backend.post("/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");
  }

  private HttpResponse<String> introspect(String token) throws Exception {
    return backend.post("/auth/introspect", "{\"token\":\"" + token + "\"}");
  }

  private boolean active(String token) throws Exception {
    return backend.json(introspect(token)).get("active").asBoolean();
  }

  @Test
  void opensASession() throws Exception {
    HttpResponse<String> response =
        backend.post("/auth/sessions", "{\"user_id\":\"u-1\",\"ttl_seconds\":60}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    JsonNode session = backend.json(response);
    assertThat(session.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "session_token",
            "refresh_token",
            "session_id",
            "user_id",
            "issued_at",
            "expires_at",
            "expires_in");
    assertThat(session.get("user_id").asText()).isEqualTo("u-1");
    assertThat(session.get("expires_in").asLong()).isEqualTo(60);
    Instant now = backend.clock.instant();
    assertThat(Instant.parse(session.get("issued_at").asText())).isEqualTo(now);
    assertThat(Instant.parse(session.get("expires_at").asText())).isEqualTo(now.plusSeconds(60));
  }

  @Test
  void opensASessionForFifteenMinutesUnlessAsked() throws Exception {
    assertThat(backend.open("u-1").get("expires_in").asLong()).isEqualTo(900);
  }

  @Test
  void toleratesFieldsThatItDoesNotKnow() throws Exception {
    String body = "{\"user_id\":\"u-1\",\"ttl_seconds\":null,\"colour\":{\"a\":[1]}}";
    assertThat(backend.post("/auth/sessions", body).statusCode()).isEqualTo(201);
  }

  @Test
  void refreshesWithinTheSession() throws Exception {
    JsonNode first = backend.open("u-1");
    HttpResponse<String> response = refresh(first.get("refresh_token").asText());
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode second = backend.json(response);
    assertThat(second.get("session_id")).isEqualTo(first.get("session_id"));
    assertThat(second.size()).isEqualTo(first.size());
    assertThat(active(first.get("session_token").asText())).isFalse();
    assertThat(active(second.get("session_token").asText())).isTrue();
  }

  @Test
  void revokesTheSessionOfARefreshTokenThatComesBack() throws Exception {
    JsonNode first = backend.open("u-1");
    String used = first.get("refresh_token").asText();
    JsonNode second = backend.json(refresh(used));
    backend.clock.add(Duration.ofSeconds(2));
    assertThat(refresh(used).statusCode()).isEqualTo(401);
    assertThat(active(second.get("session_token").asText())).isFalse();
    assertThat(refresh(second.get("refresh_token").asText()).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesEveryRefreshTokenAlike() throws Exception {
    JsonNode session = backend.open("u-1");
    String used = session.get("refresh_token").asText();
    assertThat(refresh(used).statusCode()).isEqualTo(200);
    String unused = backend.open("u-2").get("refresh_token").asText();
    backend.clock.add(Duration.ofHours(25));
    List<String> tokens =
        List.of("", "x", ".", used, unused, session.get("session_token").asText(), "y".repeat(999));
    Set<String> shapes = new HashSet<>();
    for (String token : tokens) {
      HttpResponse<String> response = refresh(token);
      var headers = new java.util.TreeMap<>(response.headers().map());
      headers.remove("date");
      shapes.add(response.statusCode() + " " + headers + " " + response.body());
    }
    assertThat(shapes).hasSize(1);
    assertThat(shapes.iterator().next())
        .startsWith("401 ")
        .contains("\"error\":\"unauthorized\"")
        .contains("Bearer");
  }

  @Test
  void introspectsAnActiveToken() throws Exception {
    JsonNode session = backend.open("u-1");
    String sessionId = session.get("session_id").asText();
    backend.auth.seenAt(sessionId, new ClientPlace("203.0.113.7", "52.52,13.40", "Firefox"));
    HttpResponse<String> response = introspect(session.get("session_token").asText());
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = backend.json(response);
    assertThat(answer.get("active").asBoolean()).isTrue();
    for (String key : List.of("session_id", "user_id", "issued_at", "expires_at")) {
      assertThat(answer.get(key)).as(key).isEqualTo(session.get(key));
    }
    assertThat(answer.get("places").get(0).asText())
        .isEqualTo("203.0.113.7 | 52.52,13.40 | Firefox");
  }

  @Test
  void saysNothingOfATokenThatIsNotActive() throws Exception {
    JsonNode session = backend.open("u-1");
    String token = session.get("session_token").asText();
    String forged =
        new Forgery(backend.clock.instant()).secret("x".repeat(40)).signed("HmacSHA256");
    backend.clock.add(Duration.ofMinutes(15));
    for (String bad : List.of("", "nonsense", forged, token)) {
      assertThat(introspect(bad).body()).isEqualTo("{\"active\":false}");
    }
  }

  @Test
  void revokesWhateverTheToken() throws Exception {
    JsonNode session = backend.open("u-1");
    String token = session.get("session_token").asText();
    List<String> ended = new ArrayList<>();
    backend.auth.onRevoked(ended::add);
    for (String any : List.of("nonsense", "", token, token)) {
      HttpResponse<String> response = backend.post("/auth/revoke", "{\"token\":\"" + any + "\"}");
      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.body()).isEmpty();
    }
    assertThat(active(token)).isFalse();
    assertThat(ended).containsExactly(session.get("session_id").asText());
  }

  @Test
  void keepsEachTokenToItsOwnSession() throws Exception {
    for (int i = 0; i < 20; i++) {
      JsonNode session = backend.open("u-" + i);
      JsonNode answer = backend.json(introspect(session.get("session_token").asText()));
      assertThat(answer.get("session_id")).isEqualTo(session.get("session_id"));
      assertThat(answer.get("user_id").asText()).isEqualTo("u-" + i);
    }
  }

  @Test
  void letsExactlyOneOfManyConcurrentRefreshesWin() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      String token = backend.open("u-1").get("refresh_token").asText();
      Callable<HttpResponse<String>> contend = () -> refresh(token);
      List<Integer> statuses = new ArrayList<>();
      String winner = "";
      for (Future<HttpResponse<String>> attempt :
          threads.invokeAll(java.util.Collections.nCopies(8, contend), 20, TimeUnit.SECONDS)) {
        HttpResponse<String> response = attempt.get();
        statuses.add(response.statusCode());
        if (response.statusCode() == 200) {
          winner = backend.json(response).get("session_token").asText();
        }
      }
      assertThat(statuses).containsOnly(200, 401).containsOnlyOnce(200);
      assertThat(active(winner)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }
}
