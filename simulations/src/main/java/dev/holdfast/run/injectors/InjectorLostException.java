package dev.holdfast.run.injectors;

/**
 * An injector no longer tells what it does: nothing that the others measure is of the whole load.
 */
final class InjectorLostException extends Exception {

  private static final long serialVersionUID = 1;

  InjectorLostException(String message) {
    super(message);
  }
}
