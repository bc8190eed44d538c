package dev.holdfast.user;

import java.util.concurrent.atomic.LongAdder;

/** How far a run has come. Shared by all virtual users. */
public final class Progress {

  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder judged = new LongAdder();
  private final LongAdder broken = new LongAdder();

  void userBegan() {
    begun.increment();
  }

  void userEnded() {
    ended.increment();
  }

  void judged(boolean kept) {
    judged.increment();
    if (!kept) {
      broken.increment();
    }
  }

  /** Virtual users whose life has begun and not ended. */
  public long usersAlive() {
    return begun.sum() - ended.sum();
  }

  /** Virtual users whose life has ended. */
  public long usersEnded() {
    return ended.sum();
  }

  /** Reconnections judged. */
  public long judged() {
    return judged.sum();
  }

  /** Those of them whose promise was not kept. */
  public long broken() {
    return broken.sum();
  }
}
