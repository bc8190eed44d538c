package dev.holdfast.backend.auth;

import dev.holdfast.backend.auth.audit.AuditLog;
import dev.holdfast.backend.auth.tokens.AccessTokens;
import dev.holdfast.backend.auth.tokens.AuthSettings;
import dev.holdfast.backend.auth.tokens.IssuedSession;
import dev.holdfast.backend.auth.tokens.RandomIds;
import dev.holdfast.backend.auth.tokens.RefreshTokens;
import dev.holdfast.backend.auth.tokens.RefusalReason;
import dev.holdfast.backend.auth.tokens.Revocations;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.auth.tokens.TokenVerifier;
import dev.holdfast.backend.auth.tokens.Verification;
import dev.holdfast.backend.store.MemoryStorage;
import dev.holdfast.backend.store.Storage;
import dev.holdfast.backend.store.StoreException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues session tokens and judges them on the spot: signature, issuer, audience, end, revocation.
 *
 * <p>Signed tokens outlive the process, given the same key. What is revoked, superseded or
 * refreshable is kept in a storage: several backends share one, or else one of them is the auth
 * service and the others ask it, with {@link IntrospectingVerifier}.
 */
public final class AuthService implements TokenVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration TIDY_EVERY = Duration.ofMinutes(1);
  private static final int LONGEST_USER_ID = 128;

  private final AuthSettings settings;
  private final Clock clock;
  private final RandomIds ids;
  private final AuditLog audit;
  private final AccessTokens access;
  private final RefreshTokens refresh;
  private final KnownPlaces places;
  private final Revocations revocations;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> tidied;

  /** An auth service that remembers as long as its process lives. */
  public AuthService(AuthSettings settings, Clock clock, SecureRandom random, AuditLog audit) {
    this(settings, clock, random, audit, new MemoryStorage());
  }

  /** An auth service that remembers in a storage. */
  public AuthService(
      AuthSettings settings, Clock clock, SecureRandom random, AuditLog audit, Storage storage) {
    this.settings = settings;
    this.clock = clock;
    this.ids = new RandomIds(random);
    this.audit = audit;
    this.access = new AccessTokens(settings, clock);
    AuthState state = AuthState.in(storage);
    this.refresh = new RefreshTokens(state.families(), ids, settings);
    this.places =
        new KnownPlaces(state.places(), settings.refreshTtl(), settings.maximumSessions());
    this.revocations = new Revocations(state.superseded(), state.revoked());
    this.tidied = new AtomicReference<>(clock.instant());
  }

  /** How this service issues and judges. */
  public AuthSettings settings() {
    return settings;
  }

  /** Where refusals are noted. */
  public AuditLog audit() {
    return audit;
  }

  /**
   * Opens a session.
   *
   * @param userId 1 to 128 characters, none of them a control character
   * @param ttl the access token's life: whole seconds, from 1 to {@link AuthSettings#maximumTtl()}
   * @throws IllegalArgumentException if an argument is out of its range
   * @throws AuthCapacityException if {@link AuthSettings#maximumSessions()} are open
   */
  public IssuedSession open(String userId, Duration ttl) {
    requireUserId(userId);
    requireTtl(ttl);
    tidy();
    if (refresh.full()) {
      throw new AuthCapacityException(settings.maximumSessions());
    }
    Instant now = clock.instant();
    SessionClaims claims = claims(ids.id(), userId, ttl, now);
    return new IssuedSession(access.sign(claims), refresh.issue(claims, now), claims);
  }

  /** As {@link #refresh(String, String)}, from an unknown address. */
  public Optional<IssuedSession> refresh(String refreshToken) {
    return refresh(refreshToken, "");
  }

  /**
   * Takes a refresh token in and gives the session's next pair; the old pair is no longer valid. A
   * refresh token that was used before revokes its session, unless within {@link
   * AuthSettings#reuseLeeway()} of that use.
   *
   * @param refreshToken the token as the client sent it
   * @param sourceIp the client's address, for the audit
   * @return empty if the token is unknown, used, expired, or its session revoked
   */
  public Optional<IssuedSession> refresh(String refreshToken, String sourceIp) {
    tidy();
    Instant now = clock.instant();
    RefreshTokens.Redemption redemption =
        refresh.redeem(refreshToken, now, old -> renewed(old, now));
    if (redemption instanceof RefreshTokens.Redemption.Rotated rotated) {
      revocations.supersede(rotated.old());
      if (!revocations.revoked(rotated.fresh().sessionId())) {
        return Optional.of(
            new IssuedSession(access.sign(rotated.fresh()), rotated.token(), rotated.fresh()));
      }
    }
    refused(refreshToken, redemption, sourceIp);
    return Optional.empty();
  }

  @Override
  public Verification verify(String token) {
    try {
      return judge(token);
    } catch (StoreException e) {
      LOG.warn("a token could not be checked: {}", e.getMessage());
      return new Verification.Unavailable(RETRY_AFTER);
    }
  }

  private Verification judge(String token) {
    Verification verification = access.read(token);
    if (verification instanceof Verification.Valid valid) {
      Optional<RefusalReason> forbidden = revocations.forbids(valid.claims());
      if (forbidden.isPresent()) {
        return new Verification.Refused(forbidden.get().code(), Optional.of(valid.claims()));
      }
    }
    return verification;
  }

  /** What may be told about a token: all if it is valid, else that it is not. */
  public Introspection introspect(String token) {
    return judge(token) instanceof Verification.Valid valid
        ? new Introspection(Optional.of(valid.claims()), places.all(valid.claims().sessionId()))
        : Introspection.INACTIVE;
  }

  /** As {@link #revoke(String, String)}, from an unknown address. */
  public void revoke(String token) {
    revoke(token, "");
  }

  /**
   * Revokes the session of a valid access token or of any of its refresh tokens: all its tokens,
   * and its connections. Another token changes nothing (RFC 7009 section 2.2).
   */
  public void revoke(String token, String sourceIp) {
    Optional<SessionClaims> claims =
        judge(token) instanceof Verification.Valid valid
            ? Optional.of(valid.claims())
            : refresh.sessionOf(token);
    claims.ifPresent(
        found -> {
          if (revokeSession(found.sessionId())) {
            audit.sessionRevoked(token, found, sourceIp);
          }
        });
  }

  /** Has {@code sessionIdListener} told of every session that is revoked, once. */
  public void onRevoked(Consumer<String> sessionIdListener) {
    listeners.add(sessionIdListener);
  }

  /** Notes where a session is served now. */
  public void seenAt(String sessionId, ClientPlace place) {
    places.note(sessionId, place, clock.instant());
  }

  /** Where a session was seen last; empty if never. */
  public Optional<ClientPlace> lastPlace(String sessionId) {
    return places.last(sessionId);
  }

  /** Forgets sessions that nobody can come back to any more: their tokens and places. */
  public void forget(Set<String> sessionIds) {
    refresh.forget(sessionIds);
    places.forget(sessionIds);
  }

  /** How many entries are held: sessions, revocations and places. */
  public long size() {
    return refresh.size() + revocations.size() + places.size();
  }

  private void refused(String token, RefreshTokens.Redemption redemption, String sourceIp) {
    if (redemption instanceof RefreshTokens.Redemption.Reused reused) {
      if (!reused.raced() && revokeSession(reused.claims().sessionId())) {
        audit.refreshReused(token, reused.claims(), sourceIp);
      } else {
        audit.refreshRefused(token, RefusalReason.REUSED, Optional.of(reused.claims()), sourceIp);
      }
    } else if (redemption instanceof RefreshTokens.Redemption.Rotated rotated) {
      audit.refreshRefused(token, RefusalReason.REVOKED, Optional.of(rotated.old()), sourceIp);
    } else if (redemption instanceof RefreshTokens.Redemption.Expired expired) {
      audit.refreshRefused(token, RefusalReason.EXPIRED, Optional.of(expired.claims()), sourceIp);
    } else {
      audit.refreshRefused(token, RefusalReason.UNKNOWN, Optional.empty(), sourceIp);
    }
  }

  private boolean revokeSession(String sessionId) {
    Duration longest =
        settings.maximumTtl().compareTo(settings.refreshTtl()) > 0
            ? settings.maximumTtl()
            : settings.refreshTtl();
    if (!revocations.revoke(sessionId, clock.instant().plus(longest))) {
      return false;
    }
    for (Consumer<String> listener : listeners) {
      try {
        listener.accept(sessionId);
      } catch (RuntimeException e) {
        // The session is revoked whoever fails to hear of it, and the others must hear of it.
        LOG.error("a listener failed to end the connections of a revoked session", e);
      }
    }
    return true;
  }

  private SessionClaims renewed(SessionClaims old, Instant now) {
    Duration ttl = Duration.between(old.issuedAt(), old.expiresAt());
    return claims(old.sessionId(), old.userId(), ttl, now);
  }

  private SessionClaims claims(String sessionId, String userId, Duration ttl, Instant now) {
    // A JWT counts whole seconds: what is told beside the token must be what the token says.
    Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
    return new SessionClaims(sessionId, userId, ids.id(), issuedAt, issuedAt.plus(ttl));
  }

  private void tidy() {
    Instant now = clock.instant();
    Instant last = tidied.get();
    if (Duration.between(last, now).compareTo(TIDY_EVERY) >= 0 && tidied.compareAndSet(last, now)) {
      refresh.purge(now);
      revocations.purge(now);
      places.purge(now);
    }
  }

  private static void requireUserId(String userId) {
    if (userId.isBlank()
        || userId.length() > LONGEST_USER_ID
        || userId.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "user_id must be 1 to "
              + LONGEST_USER_ID
              + " characters, none a control character, got: "
              + userId.length()
              + " characters");
    }
  }

  private void requireTtl(Duration ttl) {
    if (ttl.compareTo(Duration.ofSeconds(1)) < 0
        || ttl.compareTo(settings.maximumTtl()) > 0
        || !ttl.equals(ttl.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(
          "ttl_seconds must be a whole number from 1 to "
              + settings.maximumTtl().toSeconds()
              + ", got: "
              + ttl);
    }
  }
}
