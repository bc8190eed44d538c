package dev.holdfast.backend.auth.tokens;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.InvalidClaimException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.SecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes access tokens and reads them back: JWT, HS256 and nothing else, no clock skew. */
public final class AccessTokens {
  private static final String SESSION = "sid";

  /** Ours are below 400 characters: what is far longer is not worth decoding. */
  private static final int LONGEST = 4096;

  private final AuthSettings settings;
  private final Clock clock;
  private final JwtParser parser;
  private final String decoy;

  public AccessTokens(AuthSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    // An allow-list of one: "none", RS256 and every other algorithm a header may name are refused.
    this.parser =
        Jwts.parser()
            .sig()
            .clear()
            .add(Jwts.SIG.HS256)
            .and()
            .zip()
            .clear()
            .and()
            .verifyWith(settings.key().secret())
            .requireIssuer(settings.issuer())
            .requireAudience(settings.audience())
            .clock(() -> Date.from(clock.instant()))
            .build();
    this.decoy = sign(new SessionClaims("-", "-", "-", Instant.EPOCH, Instant.EPOCH));
  }

  public String sign(SessionClaims claims) {
    return Jwts.builder()
        .issuer(settings.issuer())
        .audience()
        .add(settings.audience())
        .and()
        .subject(claims.userId())
        .id(claims.tokenId())
        .issuedAt(Date.from(claims.issuedAt()))
        .expiration(Date.from(claims.expiresAt()))
        .claim(SESSION, claims.sessionId())
        .signWith(settings.key().secret(), Jwts.SIG.HS256)
        .compact();
  }

  /** Either valid or refused; revocation is not looked at here. */
  public Verification read(String token) {
    Verification verification = guarded(token);
    if (verification instanceof Verification.Refused refused && refusedUnread(refused)) {
      // A token refused before its signature was computed would answer faster than a forged one.
      guarded(decoy);
    }
    return verification;
  }

  private static boolean refusedUnread(Verification.Refused refused) {
    return refused.reason().equals(RefusalReason.MALFORMED.code())
        || refused.reason().equals(RefusalReason.UNSUPPORTED.code());
  }

  /**
   * Whether no other text stands for the same bytes: a revoked token must not come back with the
   * unused bits of a last character changed, with padding, or in another alphabet.
   */
  private static boolean isSpeltOneWay(String token) {
    for (String part : token.split("\\.", -1)) {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return false;
      }
    }
    return true;
  }

  private Verification guarded(String token) {
    try {
      return parse(token);
    } catch (RuntimeException e) {
      // Decoding hostile bytes fails in more ways than the parser declares; each is a refusal.
      return refuse(RefusalReason.MALFORMED);
    }
  }

  private Verification parse(String token) {
    if (token.length() > LONGEST || !isSpeltOneWay(token)) {
      return refuse(RefusalReason.MALFORMED);
    }
    try {
      return judge(toClaims(parser.parseSignedClaims(token).getPayload()));
    } catch (ExpiredJwtException e) {
      return refuse(RefusalReason.EXPIRED, toClaims(e.getClaims()));
    } catch (InvalidClaimException e) {
      return refuse(of(e.getClaimName()));
    } catch (UnsupportedJwtException e) {
      return refuse(RefusalReason.UNSUPPORTED);
    } catch (SecurityException e) {
      return refuse(RefusalReason.SIGNATURE);
    }
  }

  private Verification judge(Optional<SessionClaims> claims) {
    if (claims.isEmpty()) {
      return refuse(RefusalReason.MALFORMED);
    }
    // The parser still admits a token in the very instant in which it ends; RFC 7519 4.1.4 does
    // not.
    return claims.get().expiredAt(clock.instant())
        ? refuse(RefusalReason.EXPIRED, claims)
        : new Verification.Valid(claims.get());
  }

  private static RefusalReason of(@Nullable String claim) {
    if (Claims.ISSUER.equals(claim)) {
      return RefusalReason.ISSUER;
    }
    return Claims.AUDIENCE.equals(claim) ? RefusalReason.AUDIENCE : RefusalReason.MALFORMED;
  }

  private static Optional<SessionClaims> toClaims(Claims claims) {
    String sessionId = claims.get(SESSION, String.class);
    String userId = claims.getSubject();
    String tokenId = claims.getId();
    Date issuedAt = claims.getIssuedAt();
    Date expiresAt = claims.getExpiration();
    // A token without an end would be valid for ever: every claim must be there.
    if (sessionId == null
        || userId == null
        || tokenId == null
        || issuedAt == null
        || expiresAt == null) {
      return Optional.empty();
    }
    return Optional.of(
        new SessionClaims(sessionId, userId, tokenId, issuedAt.toInstant(), expiresAt.toInstant()));
  }

  private static Verification refuse(RefusalReason reason) {
    return new Verification.Refused(reason.code());
  }

  private static Verification refuse(RefusalReason reason, Optional<SessionClaims> claims) {
    return new Verification.Refused(reason.code(), claims);
  }
}
