package dev.holdfast.dialect;

/** The two kinds of WebSocket message. Source: RFC 6455, section 5.6. */
public enum PayloadKind {
  /** UTF-8 text. */
  TEXT,
  /** Bytes. */
  BINARY
}
