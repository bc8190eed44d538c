package dev.holdfast.conformance;

/** A handshake was refused. */
final class RefusedException extends UnmetException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * With that answer.
   *
   * @param status of HTTP
   */
  RefusedException(String seen, int status) {
    super(seen);
    this.status = status;
  }

  /** Of HTTP. */
  int status() {
    return status;
  }
}
