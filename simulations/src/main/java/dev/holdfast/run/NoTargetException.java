package dev.holdfast.run;

/** There is no backend to judge: why, in one line. */
final class NoTargetException extends Exception {

  private static final long serialVersionUID = 1L;

  NoTargetException(String message) {
    super(message);
  }
}
