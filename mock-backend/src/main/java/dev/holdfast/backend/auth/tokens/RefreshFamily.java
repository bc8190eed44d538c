package dev.holdfast.backend.auth.tokens;

import java.time.Instant;

/**
 * One session's line of refresh tokens.
 *
 * @param claims of the access token of the present pair
 * @param current hash of the one secret that is good
 * @param previous hash of the secret used last, empty before the first refresh
 * @param rotatedAt when it was used
 * @param expiresAt when the present token ends unused
 */
public record RefreshFamily(
    SessionClaims claims, String current, String previous, Instant rotatedAt, Instant expiresAt) {}
