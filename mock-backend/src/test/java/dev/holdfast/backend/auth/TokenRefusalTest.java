package dev.holdfast.backend.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.auth.tokens.AuthSettings;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.auth.tokens.SigningKey;
import dev.holdfast.backend.auth.tokens.Verification;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenRefusalTest {
  private static final String HMAC = "HmacSHA256";
  private static final Fixture SHARED = new Fixture();

  private static Forgery forge() {
    return new Forgery(SHARED.clock.instant());
  }

  static Stream<Arguments> refusedTokens() {
    String good = forge().signed(HMAC);
    String[] parts = good.split("\\.");
    String other = Forgery.encode("{\"sub\":\"admin\",\"sid\":\"a-session\"}");
    return Stream.of(
        Arguments.of("unsupported", forge().header("{\"alg\":\"none\"}").unsigned()),
        Arguments.of("unsupported", forge().header("{\"alg\":\"none\"}").signed(HMAC)),
        Arguments.of("malformed", forge().unsigned()),
        Arguments.of("signature", forge().header("{\"alg\":\"RS256\"}").signed(HMAC)),
        Arguments.of("signature", forge().header("{\"alg\":\"HS512\"}").signed("HmacSHA512")),
        Arguments.of("signature", forge().header("{\"alg\":\"HS384\"}").signed("HmacSHA384")),
        Arguments.of("signature", forge().header("{\"alg\":\"x\"}").signed(HMAC)),
        Arguments.of("malformed", forge().header("{}").signed(HMAC)),
        Arguments.of(
            "unsupported", forge().header("{\"alg\":\"HS256\",\"zip\":\"DEF\"}").signed(HMAC)),
        Arguments.of(
            "unsupported",
            forge().header("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}").signed(HMAC)),
        Arguments.of(
            "signature", forge().secret("another-secret-of-at-least-32-bytes").signed(HMAC)),
        Arguments.of("signature", parts[0] + "." + other + "." + parts[2]),
        Arguments.of("signature", good.substring(0, good.length() - 4) + "AAAA"),
        Arguments.of("issuer", forge().claim("iss", "\"somebody\"").signed(HMAC)),
        Arguments.of("issuer", forge().without("iss").signed(HMAC)),
        Arguments.of("audience", forge().claim("aud", "\"somebody\"").signed(HMAC)),
        Arguments.of("audience", forge().without("aud").signed(HMAC)),
        Arguments.of("expired", forge().claim("exp", "1000000000").claim("iat", "1").signed(HMAC)),
        Arguments.of("malformed", forge().without("exp").signed(HMAC)),
        Arguments.of("malformed", forge().without("iat").signed(HMAC)),
        Arguments.of("malformed", forge().without("sid").signed(HMAC)),
        Arguments.of("malformed", forge().without("sub").signed(HMAC)),
        Arguments.of("malformed", forge().without("jti").signed(HMAC)),
        Arguments.of("malformed", forge().claim("sid", "7").signed(HMAC)),
        Arguments.of("malformed", forge().claim("sid", "\"\"").signed(HMAC)),
        Arguments.of("malformed", forge().claim("exp", "\"never\"").signed(HMAC)),
        Arguments.of("malformed", ""),
        Arguments.of("malformed", " "),
        Arguments.of("malformed", "nonsense"),
        Arguments.of("malformed", ".."),
        Arguments.of("malformed", "a.b.c"),
        Arguments.of("malformed", "a.b.c.d.e"),
        Arguments.of("malformed", "\u0000\uD800.\u00E9."),
        Arguments.of("malformed", Forgery.encode("[".repeat(1500)) + ".e30.AAAA"),
        Arguments.of("malformed", "x".repeat(100_000)));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("refusedTokens")
  void refusesWhatItDidNotIssueFor(String reason, String token) {
    assertThat(SHARED.outcome(token)).isEqualTo(reason);
  }

  @Test
  void admitsTheTokenThatTheForgeriesAreMadeFrom() {
    assertThat(SHARED.outcome(forge().signed(HMAC))).isEqualTo("valid");
  }

  @Test
  void pinsTheAlgorithmEvenWhereTheKeyWouldDoForAnother() {
    String longSecret = "x".repeat(64);
    Fixture fixture = new Fixture(AuthSettings.of(SigningKey.of(longSecret)));
    assertThat(fixture.outcome(forge().secret(longSecret).signed(HMAC))).isEqualTo("valid");
    assertThat(
            fixture.outcome(
                forge().secret(longSecret).header("{\"alg\":\"HS512\"}").signed("HmacSHA512")))
        .isEqualTo("signature");
  }

  @Test
  void endsATokenInTheInstantThatItNames() {
    Fixture fixture = new Fixture();
    String token = fixture.open("u-1").sessionToken();
    fixture.clock.add(Fixture.TTL.minusNanos(1));
    assertThat(fixture.outcome(token)).isEqualTo("valid");
    fixture.clock.add(Duration.ofNanos(1));
    assertThat(fixture.outcome(token)).isEqualTo("expired");
  }

  @Test
  void namesTheUserOnlyOfATokenThatItSigned() {
    Fixture fixture = new Fixture();
    String token = fixture.open("u-1").sessionToken();
    fixture.clock.add(Fixture.TTL);
    assertThat(fixture.auth.verify(token))
        .isInstanceOfSatisfying(
            Verification.Refused.class,
            refused -> assertThat(refused.claims()).map(SessionClaims::userId).hasValue("u-1"));
    assertThat(
            fixture.auth.verify(
                new Forgery(fixture.clock.instant()).secret("x".repeat(40)).signed(HMAC)))
        .isEqualTo(new Verification.Refused("signature"));
  }

  @Test
  void judgesByItsOwnIssuerAndAudience() {
    AuthSettings settings = AuthSettings.of(SigningKey.of(Fixture.SECRET)).between("me", "you");
    Fixture fixture = new Fixture(settings);
    assertThat(fixture.outcome(fixture.open("u-1").sessionToken())).isEqualTo("valid");
    assertThat(fixture.outcome(forge().signed(HMAC))).isEqualTo("issuer");
  }

  @Test
  void takesAboutAsLongForEveryRefusal() {
    // Once to warm up, once to measure.
    refusedTokens().forEach(arguments -> median((String) arguments.get()[1]));
    long[] medians =
        refusedTokens().mapToLong(arguments -> median((String) arguments.get()[1])).toArray();
    long spread =
        Arrays.stream(medians).max().orElseThrow() - Arrays.stream(medians).min().orElseThrow();
    // The promise is that no kind of token costs a millisecond more than another: far below what a
    // network shows, far above what a busy machine spoils.
    assertThat(Duration.ofNanos(spread)).isLessThan(Duration.ofMillis(1));
  }

  private static long median(String token) {
    long[] nanos = new long[101];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      SHARED.auth.verify(token);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }
}
