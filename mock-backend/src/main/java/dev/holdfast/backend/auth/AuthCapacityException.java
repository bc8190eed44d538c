package dev.holdfast.backend.auth;

/** No further session can be opened now; those that are open are not touched. */
public final class AuthCapacityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuthCapacityException(int maximumSessions) {
    super(
        "maximum-sessions "
            + maximumSessions
            + " are open; wait until some end, or raise the limit");
  }
}
