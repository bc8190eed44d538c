package dev.holdfast.backend.auth.audit;

/** How much an audit event matters. */
public enum Severity {
  /** For the record. */
  INFO,
  /** Somebody came with a token that is not good. */
  HIGH,
  /** An attack is likely: many attempts by one address or on one user, or a token used twice. */
  CRITICAL
}
