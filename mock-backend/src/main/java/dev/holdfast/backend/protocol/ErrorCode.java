package dev.holdfast.backend.protocol;

import java.util.Locale;

/** Why a frame was refused. */
public enum ErrorCode {
  /** Above the soft limit. */
  PAYLOAD_TOO_LARGE,
  /** Not JSON, or more than one value. */
  INVALID_JSON,
  /** Nested deeper than allowed. */
  NESTING_TOO_DEEP,
  /** JSON, but not what its type calls for. */
  INVALID_PAYLOAD,
  /** A type that the protocol does not have. */
  UNKNOWN_TYPE,
  /** More frames than allowed in this time. */
  RATE_LIMITED,
  /** A message for which the session's context has no room. */
  CONTEXT_FULL,
  /** The context that a message was meant for has passed, or its id is another message's. */
  CONFLICT,
  /** A token that is not valid for this session. */
  UNAUTHORIZED,
  /** A turn that this session does not have. */
  NOT_FOUND;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The name on the wire, such as {@code invalid_json}. */
  public String id() {
    return id;
  }
}
