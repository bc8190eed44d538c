package dev.holdfast.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.auth.IntrospectingVerifier;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.auth.tokens.Verification;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class CrossServiceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Verification UNAVAILABLE =
      new Verification.Unavailable(Duration.ofSeconds(1));

  private final TestBackend backend;
  private final IntrospectingVerifier verifier;

  CrossServiceTest() throws Exception {
    backend = new TestBackend();
    verifier = new IntrospectingVerifier(backend.uri(""), PATIENCE, backend.clock);
  }

  @AfterEach
  void stop() throws Exception {
    backend.close();
  }

  private static SessionClaims valid(Verification verification) {
    assertThat(verification).isInstanceOf(Verification.Valid.class);
    return ((Verification.Valid) verification).claims();
  }

  private static Handler answering(int status, String body) {
    return new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback) {
        response.setStatus(status);
        Content.Sink.write(response, true, body, callback);
        return true;
      }
    };
  }

  @Test
  void learnsFromTheAuthServiceWhatATokenSays() throws Exception {
    JsonNode session = backend.open("u-1");
    SessionClaims claims = valid(verifier.verify(session.get("session_token").asText()));
    assertThat(claims.sessionId()).isEqualTo(session.get("session_id").asText());
    assertThat(claims.userId()).isEqualTo("u-1");
    assertThat(claims.issuedAt()).isEqualTo(backend.clock.instant());
    assertThat(claims.expiresAt()).isEqualTo(Instant.parse(session.get("expires_at").asText()));
    assertThat(claims.tokenId()).isNotEmpty();
  }

  @Test
  void refusesWhatTheAuthServiceRefuses() throws Exception {
    String token = backend.open("u-1").get("session_token").asText();
    assertThat(verifier.verify("nonsense\"\n")).isEqualTo(new Verification.Refused("inactive"));
    assertThat(verifier.verify("")).isEqualTo(new Verification.Refused("inactive"));
    backend.auth.revoke(token);
    assertThat(verifier.verify(token)).isEqualTo(new Verification.Refused("inactive"));
  }

  @Test
  void cannotTellWhileTheAuthServiceIsAwayAndCanWhenItIsBack() throws Exception {
    int port;
    try (ServerSocket reserved = new ServerSocket(0)) {
      port = reserved.getLocalPort();
    }
    IntrospectingVerifier lonely =
        new IntrospectingVerifier(
            URI.create("http://127.0.0.1:" + port + "/"), PATIENCE, backend.clock);
    assertThat(lonely.verify("any")).isEqualTo(UNAVAILABLE);
    String token = backend.open("u-1").get("session_token").asText();
    valid(verifier.verify(token));
    backend.close();
    assertThat(verifier.verify(token)).isEqualTo(UNAVAILABLE);
  }

  @Test
  void doesNotWaitForASlowAuthService() throws Exception {
    Handler silent =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            request.addFailureListener(callback::failed);
            return true;
          }
        };
    assertGivesUp(silent);
  }

  @Test
  void doesNotWaitForAnAnswerThatNeverEnds() throws Exception {
    Handler dripping =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            request.addFailureListener(callback::failed);
            Content.Sink.write(response, false, "{\"active\":", Callback.NOOP);
            return true;
          }
        };
    assertGivesUp(dripping);
  }

  private void assertGivesUp(Handler handler) throws Exception {
    TestBackend slow = new TestBackend(handler);
    IntrospectingVerifier impatient = new IntrospectingVerifier(slow.uri(""), SHORT, backend.clock);
    long start = System.nanoTime();
    assertThat(impatient.verify("any")).isEqualTo(UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(SHORT.minusMillis(20), PATIENCE);
    slow.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{}",
        "null",
        "{\"active\":\"true\"}",
        "{\"active\":1}",
        "{\"active\":true}",
        "{\"active\":true,\"session_id\":\"s\",\"user_id\":\"u\",\"issued_at\":\"x\","
            + "\"expires_at\":\"y\"}",
        "{\"active\":true,\"session_id\":\"\",\"user_id\":\"u\","
            + "\"issued_at\":\"2026-03-01T10:00:00Z\",\"expires_at\":\"2026-03-01T11:00:00Z\"}",
        "{\"active\":true,\"session_id\":7,\"user_id\":\"u\","
            + "\"issued_at\":\"2026-03-01T10:00:00Z\",\"expires_at\":\"2026-03-01T11:00:00Z\"}",
        "<html>gateway</html>"
      })
  void takesNonsenseForNoAnswer(String nonsense) throws Exception {
    try (TestBackend mad = new TestBackend(answering(200, nonsense))) {
      assertThat(new IntrospectingVerifier(mad.uri(""), PATIENCE, backend.clock).verify("any"))
          .isEqualTo(UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 302, 401, 404, 429, 500, 503})
  void takesAnyOtherStatusForNoAnswer(int status) throws Exception {
    try (TestBackend failing = new TestBackend(answering(status, "{\"active\":false}"))) {
      assertThat(new IntrospectingVerifier(failing.uri(""), PATIENCE, backend.clock).verify("any"))
          .isEqualTo(UNAVAILABLE);
    }
  }

  @Test
  void doesNotSwallowAnAnswerOfAnySize() throws Exception {
    String large = "{\"active\":false,\"pad\":\"" + "x".repeat(100_000) + "\"}";
    try (TestBackend talkative = new TestBackend(answering(200, large))) {
      assertThat(
              new IntrospectingVerifier(talkative.uri(""), PATIENCE, backend.clock).verify("any"))
          .isEqualTo(UNAVAILABLE);
    }
  }

  @Test
  void judgesTheEndOfATokenByItsOwnClockToo() throws Exception {
    String stale =
        "{\"active\":true,\"session_id\":\"s\",\"user_id\":\"u\","
            + "\"issued_at\":\"2026-03-01T08:00:00Z\",\"expires_at\":\"2026-03-01T10:00:00Z\"}";
    try (TestBackend behind = new TestBackend(answering(200, stale))) {
      assertThat(new IntrospectingVerifier(behind.uri(""), PATIENCE, backend.clock).verify("any"))
          .isInstanceOfSatisfying(
              Verification.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo("expired"));
    }
  }

  @Test
  void asksEveryTimeUnlessToldToRemember() throws Exception {
    String token = backend.open("u-1").get("session_token").asText();
    valid(verifier.verify(token));
    backend.auth.revoke(token);
    assertThat(verifier.verify(token)).isInstanceOf(Verification.Refused.class);
  }

  @Test
  void remembersAGoodTokenForAsLongAsToldAndNeverPastItsEnd() throws Exception {
    IntrospectingVerifier remembering =
        new IntrospectingVerifier(backend.uri(""), PATIENCE, backend.clock, Duration.ofSeconds(30));
    String token = backend.open("u-1").get("session_token").asText();
    String other = backend.open("u-2").get("session_token").asText();
    SessionClaims claims = valid(remembering.verify(token));
    backend.auth.revoke(token);
    backend.clock.add(Duration.ofSeconds(29));
    assertThat(valid(remembering.verify(token))).isEqualTo(claims);
    assertThat(valid(remembering.verify(other)).userId()).isEqualTo("u-2");
    backend.clock.add(Duration.ofSeconds(1));
    assertThat(remembering.verify(token)).isInstanceOf(Verification.Refused.class);
    backend.clock.add(Duration.ofMinutes(14).plusSeconds(10));
    valid(remembering.verify(other));
    backend.clock.add(Duration.ofSeconds(19));
    valid(remembering.verify(other));
    backend.clock.add(Duration.ofSeconds(1));
    assertThat(remembering.verify(other)).isInstanceOf(Verification.Refused.class);
  }

  @Test
  void doesNotRememberARefusal() throws Exception {
    IntrospectingVerifier remembering =
        new IntrospectingVerifier(backend.uri(""), PATIENCE, backend.clock, Duration.ofSeconds(30));
    backend.close();
    assertThat(remembering.verify("any")).isEqualTo(UNAVAILABLE);
    assertThat(remembering.verify("any")).isEqualTo(UNAVAILABLE);
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertRefused("ftp://auth", "auth service must be an http or https URI, got: ftp://auth");
    assertRefused("auth:8080", "auth service must be an http or https URI, got: auth:8080");
    assertRefused(
        "http:///x", "auth service must name a host and no user or password, got host: null");
    assertRefused(
        "http://u:secret@auth",
        "auth service must name a host and no user or password, got host: auth");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new IntrospectingVerifier(backend.uri(""), Duration.ofNanos(1), backend.clock))
        .withMessage("timeout must be at least 1 ms, got: PT0.000000001S");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new IntrospectingVerifier(
                    backend.uri(""), SHORT, backend.clock, Duration.ofSeconds(-1)))
        .withMessage("cache must be at least 0 s, got: PT-1S");
  }

  private void assertRefused(String uri, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntrospectingVerifier(URI.create(uri), SHORT, backend.clock))
        .withMessage(message);
  }
}
