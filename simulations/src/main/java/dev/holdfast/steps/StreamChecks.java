package dev.holdfast.steps;

import dev.holdfast.user.streams.StreamedAnswer;
import java.util.concurrent.atomic.LongAdder;

/** Counts how streams that were taken up again came out. Shared by all virtual users. */
public final class StreamChecks {

  private final LongAdder resumed = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final LongAdder missing = new LongAdder();
  private final LongAdder twice = new LongAdder();

  /** Takes one answer into account. */
  void resumed(StreamedAnswer answer, boolean whole) {
    resumed.increment();
    if (!whole) {
      broken.increment();
    }
    missing.add(answer.missing());
    twice.add(answer.twice());
  }

  /** How many were taken up again. */
  public long resumed() {
    return resumed.sum();
  }

  /** How many of them did not come whole. */
  public long broken() {
    return broken.sum();
  }

  /** How many pieces were left out. */
  public long missing() {
    return missing.sum();
  }

  /** How many pieces came again that had come before. */
  public long twice() {
    return twice.sum();
  }
}
