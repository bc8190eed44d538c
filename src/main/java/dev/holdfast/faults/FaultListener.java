package dev.holdfast.faults;

/** Is told when a fault takes effect on the wire, so that detection can be timed from there. */
@FunctionalInterface
public interface FaultListener {

  /** Tells nobody. */
  FaultListener NONE = (user, fault, nanoTime) -> {};

  /**
   * Called on the connection's event loop; it must not block.
   *
   * @param user whose connection
   * @param fault which
   * @param nanoTime the instant, as {@link System#nanoTime()} tells it
   */
  void tookEffect(String user, Fault fault, long nanoTime);
}
