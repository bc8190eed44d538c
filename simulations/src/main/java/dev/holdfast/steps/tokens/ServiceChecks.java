package dev.holdfast.steps.tokens;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the services themselves answered: rightly or wrongly. Shared by all virtual users.
 */
public final class ServiceChecks {

  private final LongAdder asked = new LongAdder();
  private final LongAdder wrong = new LongAdder();

  /** Takes one answer into account. */
  public void answered(boolean right) {
    asked.increment();
    if (!right) {
      wrong.increment();
    }
  }

  /** How many questions were asked. */
  public long asked() {
    return asked.sum();
  }

  /** How many were answered wrongly, or not at all. */
  public long wrong() {
    return wrong.sum();
  }
}
