package dev.holdfast.run.kinds;

import dev.holdfast.plan.Loss;

/** How a soak's operator reaches all users. */
interface Strikes {

  /**
   * Something strikes all users from now on.
   *
   * @param event its name
   * @param loss how it loses a connection
   * @param cuts whether it cuts all connections at once
   */
  void begin(String event, Loss loss, boolean cuts);

  /** It is over. */
  void over();

  /** All connections are dropped at one instant. */
  void drop(String event);
}
