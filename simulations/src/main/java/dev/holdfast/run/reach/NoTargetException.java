package dev.holdfast.run.reach;

/** There is no backend to judge: why, in one line. */
public final class NoTargetException extends Exception {

  private static final long serialVersionUID = 1L;

  public NoTargetException(String message) {
    super(message);
  }
}
