package dev.holdfast.run.exchange;

/** The exchange cannot be used, and trying again would not help. */
public final class ExchangeException extends Exception {

  private static final long serialVersionUID = 1;

  /** The reason, one sentence with what to do. */
  public ExchangeException(String message) {
    super(message);
  }

  /** The same with its cause. */
  public ExchangeException(String message, Throwable cause) {
    super(message, cause);
  }
}
