package dev.holdfast.backend.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.backend.auth.tokens.IssuedSession;
import dev.holdfast.backend.auth.tokens.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthServiceTest {
  private final Fixture fixture = new Fixture();
  private final AuthService auth = fixture.auth;

  @Test
  void saysBesideTheTokenWhatTheTokenSays() {
    fixture.clock.add(Duration.ofMillis(700));
    IssuedSession issued = auth.open("u-1", Duration.ofSeconds(1));
    assertThat(auth.verify(issued.sessionToken()))
        .isEqualTo(new Verification.Valid(issued.claims()));
    assertThat(Duration.between(issued.claims().issuedAt(), issued.claims().expiresAt()))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void issuesIdentifiersThatCannotBeGuessed() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      IssuedSession issued = fixture.open("u-1");
      assertThat(issued.claims().sessionId()).matches("[A-Za-z0-9_-]{22}");
      assertThat(issued.claims().tokenId()).matches("[A-Za-z0-9_-]{22}");
      assertThat(issued.refreshToken()).matches("[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
      assertThat(issued.refreshToken()).doesNotContain(issued.claims().sessionId());
      seen.add(issued.claims().sessionId());
      seen.add(issued.claims().tokenId());
      seen.add(issued.refreshToken());
    }
    assertThat(seen).hasSize(6000);
  }

  @Test
  void neverYieldsAnotherSessionThanTheTokensOwn() {
    List<IssuedSession> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(fixture.open("u-" + i));
    }
    for (IssuedSession issued : all) {
      assertThat(auth.introspect(issued.sessionToken()).claims()).hasValue(issued.claims());
      assertThat(auth.refresh(issued.refreshToken()).orElseThrow().claims().sessionId())
          .isEqualTo(issued.claims().sessionId());
    }
  }

  @Test
  void keepsTokensAndSessionsApartEvenForOneUser() {
    IssuedSession one = fixture.open("u-1");
    IssuedSession two = fixture.open("u-1");
    auth.revoke(one.sessionToken());
    assertThat(fixture.outcome(one.sessionToken())).isEqualTo("revoked");
    assertThat(fixture.outcome(two.sessionToken())).isEqualTo("valid");
  }

  @Test
  void trustsATokenThatAnotherProcessSignedWithTheSameKey() {
    Fixture restarted = new Fixture();
    assertThat(restarted.outcome(fixture.open("u-1").sessionToken())).isEqualTo("valid");
  }

  @Test
  void tellsListenersOnceOfARevokedSession() {
    List<String> told = new ArrayList<>();
    auth.onRevoked(
        id -> {
          throw new IllegalStateException("a listener that fails");
        });
    auth.onRevoked(told::add);
    IssuedSession issued = fixture.open("u-1");
    auth.revoke(issued.sessionToken());
    auth.revoke(issued.sessionToken());
    auth.revoke(issued.refreshToken());
    assertThat(told).containsExactly(issued.claims().sessionId());
    assertThat(fixture.audit.latest(9)).hasSize(1);
  }

  @Test
  void revokesByRefreshTokenToo() {
    IssuedSession issued = fixture.open("u-1");
    auth.revoke(issued.refreshToken());
    assertThat(fixture.outcome(issued.sessionToken())).isEqualTo("revoked");
    assertThat(auth.refresh(issued.refreshToken())).isEmpty();
  }

  @Test
  void changesNothingForATokenThatIsNotValid() {
    IssuedSession issued = fixture.open("u-1");
    auth.revoke("nonsense");
    auth.revoke("");
    IssuedSession second = auth.refresh(issued.refreshToken()).orElseThrow();
    auth.revoke(issued.sessionToken());
    assertThat(fixture.outcome(second.sessionToken())).isEqualTo("valid");
  }

  @Test
  void introspectsPlacesOldestFirstAndNothingOfAnInactiveToken() {
    IssuedSession issued = fixture.open("u-1");
    String sessionId = issued.claims().sessionId();
    ClientPlace home = new ClientPlace("192.0.2.1", "", "Firefox");
    ClientPlace train = new ClientPlace("203.0.113.7", "52.52,13.40", "");
    assertThat(auth.lastPlace(sessionId)).isEmpty();
    auth.seenAt(sessionId, home);
    auth.seenAt(sessionId, train);
    auth.seenAt(sessionId, home);
    assertThat(auth.lastPlace(sessionId)).hasValue(home);
    assertThat(auth.introspect(issued.sessionToken()).places()).containsExactly(train, home);
    auth.revoke(issued.sessionToken());
    assertThat(auth.introspect(issued.sessionToken())).isEqualTo(Introspection.INACTIVE);
  }

  @Test
  void remembersOnlyTheLatestPlacesOfASession() {
    for (int i = 0; i < 100; i++) {
      auth.seenAt("s", new ClientPlace("10.0.0." + i, "", ""));
    }
    IssuedSession issued = fixture.open("u-1");
    for (int i = 0; i < 100; i++) {
      auth.seenAt(issued.claims().sessionId(), new ClientPlace("10.0.0." + i, "", ""));
    }
    assertThat(auth.introspect(issued.sessionToken()).places())
        .hasSize(16)
        .endsWith(new ClientPlace("10.0.0.99", "", ""));
  }

  @Test
  void forgetsWhatIsOver() {
    for (int i = 0; i < 500; i++) {
      IssuedSession issued = fixture.open("u-" + i);
      auth.seenAt(issued.claims().sessionId(), new ClientPlace("192.0.2.1", "", ""));
      auth.revoke(auth.refresh(issued.refreshToken()).orElseThrow().sessionToken());
    }
    assertThat(auth.size()).isEqualTo(2000);
    fixture.clock.add(fixture.settings.maximumTtl());
    fixture.open("u-1");
    assertThat(auth.size()).isEqualTo(1);
  }

  @Test
  void keepsARevocationAsLongAsItForbidsAnything() {
    Duration longest = fixture.settings.maximumTtl();
    IssuedSession issued = auth.open("u-1", longest);
    auth.revoke(issued.sessionToken());
    fixture.clock.add(longest.minusSeconds(1));
    fixture.open("u-2");
    assertThat(fixture.outcome(issued.sessionToken())).isEqualTo("revoked");
  }

  @Test
  void opensNoMoreSessionsThanItMayHold() {
    Fixture small = new Fixture(fixture.settings.withMaximumSessions(2));
    small.open("u-1");
    small.open("u-2");
    assertThatExceptionOfType(AuthCapacityException.class)
        .isThrownBy(() -> small.open("u-3"))
        .withMessageContaining("maximum-sessions 2 are open");
    small.auth.seenAt("s-1", new ClientPlace("192.0.2.1", "", ""));
    small.auth.seenAt("s-2", new ClientPlace("192.0.2.1", "", ""));
    small.auth.seenAt("s-3", new ClientPlace("192.0.2.1", "", ""));
    assertThat(small.auth.lastPlace("s-3")).isEmpty();
  }

  @Test
  void refusesAUserOrALifeOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.open(" "))
        .withMessage(
            "user_id must be 1 to 128 characters, none a control character, got: 1 characters");
    assertThatIllegalArgumentException().isThrownBy(() -> fixture.open("x".repeat(129)));
    assertThatIllegalArgumentException().isThrownBy(() -> fixture.open("a\nb"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> auth.open("u-1", Duration.ZERO))
        .withMessage("ttl_seconds must be a whole number from 1 to 604800, got: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> auth.open("u-1", fixture.settings.maximumTtl().plusSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> auth.open("u-1", Duration.ofMillis(1500)));
  }
}
