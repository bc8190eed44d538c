package dev.holdfast.conformance;

/**
 * One rule of a protocol.
 *
 * @param text in one line
 * @param essential whether no later rule can be tried without it
 * @param trial tries it on the target
 */
record Rule(String text, boolean essential, Trial trial) {

  /** Tries a rule. */
  interface Trial {

    /**
     * Returns if the rule holds.
     *
     * @throws UnmetException if it does not
     * @throws InterruptedException if this thread is interrupted
     */
    void run() throws UnmetException, InterruptedException;
  }
}
