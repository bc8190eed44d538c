package dev.holdfast.backend.session;

import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import java.time.Duration;

/** Decides who may open a connection. */
@FunctionalInterface
public interface AdmissionRule {

  /**
   * Decides on one attempt.
   *
   * @param token as the client sent it; empty if it sent none
   * @param place where it comes from
   */
  Decision decide(String token, ClientPlace place);

  /** The outcome of one attempt. */
  sealed interface Decision {}

  /** Let in. */
  record Admitted(SessionClaims claims) implements Decision {}

  /**
   * Refused.
   *
   * @param status the HTTP status; 401 from an honest server
   */
  record Refused(int status) implements Decision {}

  /** Not decided: to be asked again after this time. */
  record Later(Duration retryAfter) implements Decision {}
}
