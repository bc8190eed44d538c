package dev.holdfast.backend.auth.tokens;

import java.time.Duration;
import java.util.Optional;

/** The outcome of checking one session token. */
public sealed interface Verification {

  /**
   * The token is good now.
   *
   * @param claims what it says
   */
  record Valid(SessionClaims claims) implements Verification {}

  /**
   * The token is not good. The client learns no more than that.
   *
   * @param reason one of the {@link RefusalReason} codes, for metrics and audit only, never sent
   * @param claims what the token says, if its signature is ours: only then may its user be named
   */
  record Refused(String reason, Optional<SessionClaims> claims) implements Verification {

    /** A refusal of a token that nothing is known about. */
    public Refused(String reason) {
      this(reason, Optional.empty());
    }
  }

  /**
   * The token could not be checked: the auth service is away, slow, or answers nonsense.
   *
   * @param retryAfter how long to wait before asking again, at least one second
   */
  record Unavailable(Duration retryAfter) implements Verification {

    /**
     * @throws IllegalArgumentException if the wait is shorter than a second, which {@code
     *     Retry-After} cannot say
     */
    public Unavailable {
      if (retryAfter.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("retryAfter must be at least 1 s, got: " + retryAfter);
      }
    }
  }
}
