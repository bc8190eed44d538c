package dev.holdfast.dialect;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How sessions are opened and their tokens renewed over HTTP: each request is a {@code POST} of
 * JSON. Immutable, and safe for many threads.
 *
 * <p>A request whose {@link Capability} the dialect does not state is never made.
 */
public interface TokenService {

  /** The path to {@code POST} a session request to. */
  String sessionPath();

  /**
   * The body that asks for a session.
   *
   * @param credentials what else it says of the user, by key, such as a password; secrets
   * @param ttlSeconds the wanted life of its token in seconds; empty for the backend's default
   */
  String sessionRequest(String userId, Map<String, String> credentials, OptionalLong ttlSeconds);

  /**
   * The answer to a session request or a refresh.
   *
   * @throws IllegalArgumentException if the body is no such answer; the text names the key and the
   *     rule, never a token
   */
  SessionGrant readSession(String body);

  /**
   * Tokens that look like a valid one and are none: what an intruder tries, at least one.
   *
   * @param token a valid one
   */
  default List<String> forgeries(String token) {
    return List.of(token + "x");
  }

  /** The path to {@code POST} a refresh to. */
  default String refreshPath() {
    throw unstated(Capability.REFRESH);
  }

  /** The body that exchanges a refresh token for a new pair. */
  default String refreshRequest(String refreshToken) {
    throw unstated(Capability.REFRESH);
  }

  /** The path to {@code POST} an introspection to. */
  default String introspectPath() {
    throw unstated(Capability.INTROSPECTION);
  }

  /** The body that asks what a token is worth. */
  default String introspectRequest(String token) {
    throw unstated(Capability.INTROSPECTION);
  }

  /**
   * The answer to an introspection.
   *
   * @throws IllegalArgumentException if the body is no such answer
   */
  default TokenStatus readTokenStatus(String body) {
    throw unstated(Capability.INTROSPECTION);
  }

  /** The path to {@code POST} a revocation to. */
  default String revokePath() {
    throw unstated(Capability.REVOCATION);
  }

  /** The body that ends a token's life. */
  default String revokeRequest(String token) {
    throw unstated(Capability.REVOCATION);
  }

  private static UnsupportedOperationException unstated(Capability capability) {
    return new UnsupportedOperationException("the dialect does not state " + capability);
  }
}
