package dev.holdfast.dialect.holdfast;

/** A text that is not what the protocol says; the message names key and rule, never a value. */
final class UnreadableJson extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Without a stack trace: junk must be cheap to refuse, and where it was seen says nothing. */
  UnreadableJson(String rule) {
    super(rule, null, false, false);
  }
}
