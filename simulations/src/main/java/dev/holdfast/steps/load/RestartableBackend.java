package dev.holdfast.steps.load;

/** A backend that the simulation may end and start again. Each call blocks until it is done. */
public interface RestartableBackend {

  /** Ends it as a crash does: at once, with nothing written and nobody told. */
  void kill();

  /** Lets it end in its own way: announced, turns finished, connections closed. */
  void drain();

  /**
   * Starts it again, on the same address and store.
   *
   * @throws IllegalStateException if it does not serve within its time
   */
  void start();
}
