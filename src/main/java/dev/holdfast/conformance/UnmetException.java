package dev.holdfast.conformance;

/** A rule does not hold; the message says what came instead, and never a token. */
class UnmetException extends Exception {

  private static final long serialVersionUID = 1L;

  UnmetException(String seen) {
    super(seen);
  }

  static void unless(boolean met, String seen) throws UnmetException {
    if (!met) {
      throw new UnmetException(seen);
    }
  }
}
