package dev.holdfast.backend.auth.tokens;

/**
 * A fresh pair of tokens.
 *
 * @param sessionToken the access token (JWT) that opens connections
 * @param refreshToken the single-use token that fetches the next pair
 * @param claims what the access token says
 */
public record IssuedSession(String sessionToken, String refreshToken, SessionClaims claims) {

  /** Names the session but neither token: both are secrets. */
  @Override
  public String toString() {
    return "IssuedSession[sessionToken=***, refreshToken=***, claims=" + claims + "]";
  }
}
