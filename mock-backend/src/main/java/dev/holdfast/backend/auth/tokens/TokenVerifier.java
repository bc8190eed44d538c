package dev.holdfast.backend.auth.tokens;

import dev.holdfast.backend.auth.IntrospectingVerifier;

/** Says whether a session token is good. Implementations are safe for concurrent use. */
@FunctionalInterface
public interface TokenVerifier {

  /**
   * Checks one token, however malformed; refusing is an answer, not an exception.
   *
   * @param token the token as the client sent it, possibly empty
   * @implSpec must not block, save in {@link IntrospectingVerifier}, which asks over the network
   */
  Verification verify(String token);
}
