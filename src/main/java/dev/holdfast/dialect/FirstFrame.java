package dev.holdfast.dialect;

/** Who says the first word on a new connection. */
public enum FirstFrame {
  /** The server greets. */
  SERVER,
  /** The client introduces itself, and is greeted then. */
  CLIENT,
  /** Nobody: whose handshake succeeds is let in. */
  NONE
}
