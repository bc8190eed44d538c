package dev.holdfast.backend.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.auth.audit.AuditEvent;
import dev.holdfast.backend.auth.audit.Severity;
import dev.holdfast.backend.auth.tokens.IssuedSession;
import dev.holdfast.backend.auth.tokens.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RefreshTest {
  private final Fixture fixture = new Fixture();
  private final List<String> revoked = new ArrayList<>();
  private final IssuedSession first = fixture.open("u-1");

  RefreshTest() {
    fixture.auth.onRevoked(revoked::add);
  }

  private IssuedSession refreshed(String token) {
    return fixture.auth.refresh(token).orElseThrow();
  }

  @Test
  void keepsTheSessionAndReplacesBothTokens() {
    fixture.clock.add(Duration.ofMinutes(10));
    IssuedSession second = refreshed(first.refreshToken());
    assertThat(second.claims().sessionId()).isEqualTo(first.claims().sessionId());
    assertThat(second.claims().userId()).isEqualTo("u-1");
    assertThat(second.claims().tokenId()).isNotEqualTo(first.claims().tokenId());
    assertThat(second.claims().expiresAt()).isEqualTo(fixture.clock.instant().plus(Fixture.TTL));
    assertThat(second.sessionToken()).isNotEqualTo(first.sessionToken());
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(fixture.auth.verify(second.sessionToken()))
        .isEqualTo(new Verification.Valid(second.claims()));
  }

  @Test
  void endsTheOldAccessToken() {
    refreshed(first.refreshToken());
    assertThat(fixture.outcome(first.sessionToken())).isEqualTo("superseded");
  }

  @Test
  void revokesTheSessionWhenAUsedTokenComesBack() {
    IssuedSession second = refreshed(first.refreshToken());
    fixture.clock.add(fixture.settings.reuseLeeway());
    assertThat(fixture.auth.refresh(first.refreshToken(), "203.0.113.9")).isEmpty();
    assertThat(fixture.outcome(second.sessionToken())).isEqualTo("revoked");
    assertThat(fixture.auth.refresh(second.refreshToken())).isEmpty();
    assertThat(revoked).containsExactly(first.claims().sessionId());
    AuditEvent event = fixture.audit.latest(2).get(1);
    assertThat(event.type()).isEqualTo(AuditEvent.Type.REFRESH_REUSED);
    assertThat(event.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(event.sourceIp()).isEqualTo("203.0.113.9");
  }

  @Test
  void knowsAUsedTokenHoweverManyRefreshesAgo() {
    IssuedSession latest = first;
    for (int i = 0; i < 50; i++) {
      latest = refreshed(latest.refreshToken());
    }
    assertThat(fixture.auth.refresh(first.refreshToken())).isEmpty();
    assertThat(fixture.outcome(latest.sessionToken())).isEqualTo("revoked");
  }

  @Test
  void takesASecondUseAtOnceForTheClientsOwnRace() {
    IssuedSession second = refreshed(first.refreshToken());
    assertThat(fixture.auth.refresh(first.refreshToken())).isEmpty();
    assertThat(fixture.outcome(second.sessionToken())).isEqualTo("valid");
    assertThat(revoked).isEmpty();
  }

  @Test
  void allowsNoRaceWithoutALeeway() {
    Fixture strict = new Fixture(fixture.settings.withReuseLeeway(Duration.ZERO));
    IssuedSession one = strict.open("u-1");
    IssuedSession two = strict.auth.refresh(one.refreshToken()).orElseThrow();
    assertThat(strict.auth.refresh(one.refreshToken())).isEmpty();
    assertThat(strict.outcome(two.sessionToken())).isEqualTo("revoked");
  }

  @Test
  void leavesOtherSessionsOfTheUserAlone() {
    IssuedSession other = fixture.open("u-1");
    refreshed(first.refreshToken());
    fixture.clock.add(Duration.ofMinutes(1));
    assertThat(fixture.auth.refresh(first.refreshToken())).isEmpty();
    assertThat(fixture.outcome(other.sessionToken())).isEqualTo("valid");
  }

  @Test
  void endsAnUnusedRefreshTokenInItsTime() {
    fixture.clock.add(fixture.settings.refreshTtl());
    assertThat(fixture.auth.refresh(first.refreshToken())).isEmpty();
  }

  @Test
  void endsARefreshTokenThoughTheAccessTokenLivesOn() {
    IssuedSession lasting = fixture.auth.open("u-2", fixture.settings.maximumTtl());
    fixture.clock.add(fixture.settings.refreshTtl());
    assertThat(fixture.auth.refresh(lasting.refreshToken())).isEmpty();
    assertThat(fixture.audit.latest(1).get(0).reason()).isEqualTo("expired");
    assertThat(fixture.outcome(lasting.sessionToken())).isEqualTo("valid");
  }

  @Test
  void refusesWhatIsNoRefreshToken() {
    for (String token : List.of("", ".", "x", "a.b", first.sessionToken(), "\uD800")) {
      assertThat(fixture.auth.refresh(token)).as(token).isEmpty();
    }
    assertThat(fixture.audit.latest(1).get(0).reason()).isEqualTo("unknown");
    assertThat(fixture.outcome(first.sessionToken())).isEqualTo("valid");
  }

  @Test
  @Timeout(180)
  void hasExactlyOneWinnerAmongConcurrentRefreshes() throws Exception {
    int contenders = 8;
    ExecutorService threads = Executors.newFixedThreadPool(contenders);
    try {
      String token = first.refreshToken();
      for (int round = 0; round < 200; round++) {
        CountDownLatch start = new CountDownLatch(1);
        String contested = token;
        Callable<Optional<IssuedSession>> contend =
            () -> {
              assertThat(start.await(5, TimeUnit.SECONDS)).isTrue();
              return fixture.auth.refresh(contested);
            };
        var attempts = new ArrayList<java.util.concurrent.Future<Optional<IssuedSession>>>();
        for (int i = 0; i < contenders; i++) {
          attempts.add(threads.submit(contend));
        }
        start.countDown();
        List<IssuedSession> winners = new ArrayList<>();
        for (var attempt : attempts) {
          attempt.get(5, TimeUnit.SECONDS).ifPresent(winners::add);
        }
        assertThat(winners).hasSize(1);
        token = winners.get(0).refreshToken();
      }
      assertThat(revoked).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }
}
