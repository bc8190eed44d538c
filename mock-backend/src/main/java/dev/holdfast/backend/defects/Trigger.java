package dev.holdfast.backend.defects;

/** What a defect's rate is a share of. */
public enum Trigger {
  /** Returns of a session at which there is something to harm. */
  RECONNECTION,
  /** Returns after a gap that the defect is about. */
  RETENTION,
  /** Attempts to come back with a valid token. */
  ADMISSION,
  /** Attempts to connect with a token that is not valid. */
  REFUSAL,
  /** Payloads that cannot be read. */
  PAYLOAD,
  /** User messages that are acknowledged. */
  MESSAGE,
  /** Turns of the agent. */
  TURN,
  /** Notifications left for sessions. */
  NOTIFICATION
}
