package dev.holdfast.user;

import dev.holdfast.measure.FoundBeside;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.JudgementSink;
import java.util.concurrent.atomic.LongAdder;

/** How far a run has come. Shared by all virtual users. */
public final class Progress implements JudgementSink {

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

  @Override
  public void judged(JudgedReturn each) {
    judged.increment();
    if (!each.judgement().kept()) {
      broken.increment();
    }
  }

  @Override
  public void found(FoundBeside found) {
    // No return came to its end.
  }

  /** Users of another process have come so much further. */
  public void elsewhere(long moreBegun, long moreEnded, long moreJudged, long moreBroken) {
    begun.add(moreBegun);
    ended.add(moreEnded);
    judged.add(moreJudged);
    broken.add(moreBroken);
  }

  /** Virtual users whose life has begun. */
  public long usersBegun() {
    return begun.sum();
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
