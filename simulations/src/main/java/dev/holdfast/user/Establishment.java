package dev.holdfast.user;

import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.objectives.EstablishedObjective;
import java.util.function.Supplier;

/**
 * Whether one session came to its established conversation: its user was let in, and what it said
 * was acknowledged and answered. Counted once, at the end of the user's life where it did not.
 *
 * <p>Mutable and confined to its user's event loop.
 */
public final class Establishment {

  private final Supplier<RunRecorder> recorder;
  private final boolean counts;
  private boolean done;
  private boolean settled;
  private boolean unreadable;
  private String cause = "";

  /**
   * Of a session that has not begun.
   *
   * @param counts whether it is counted at all
   */
  Establishment(Supplier<RunRecorder> recorder, boolean counts) {
    this.recorder = recorder;
    this.counts = counts;
  }

  /** All that was said was acknowledged and answered. */
  public void succeed() {
    if (!settled) {
      done = true;
      settled = true;
      if (counts) {
        recorder.get().sessionEstablished();
      }
    }
  }

  /** It came to nothing; of several causes the first counts. */
  public void fail(String why) {
    if (!settled && cause.isEmpty()) {
      cause = why;
    }
  }

  /** What struck everybody is to blame: nothing is counted. */
  public void excuse() {
    settled = true;
  }

  /** The user's life is over. */
  void end() {
    if (!settled) {
      fail("the user ended before its conversation was established");
      settled = true;
      if (counts) {
        recorder.get().event(EstablishedObjective.FAILED, cause);
      }
    }
  }

  /** A frame came that could not be read. */
  void unreadable() {
    unreadable = true;
  }

  public boolean heardUnreadable() {
    return unreadable;
  }

  public boolean isDone() {
    return done;
  }

  /** Whether it is known to have come to nothing. */
  public boolean hasFailed() {
    return !cause.isEmpty();
  }

  /** Why it came to nothing; empty where it did not, or not yet. */
  String cause() {
    return cause;
  }
}
