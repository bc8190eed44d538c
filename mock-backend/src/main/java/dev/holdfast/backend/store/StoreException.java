package dev.holdfast.backend.store;

/**
 * The store could not be asked or did not answer. Whether a change that was asked for has happened
 * is not known.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wanted, and why it failed. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What was wanted, and why it failed. */
  public StoreException(String message) {
    super(message);
  }
}
