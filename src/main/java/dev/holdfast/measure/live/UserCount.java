package dev.holdfast.measure.live;

import java.util.concurrent.atomic.AtomicInteger;

/** How many are alive now, and how many ever were at once. */
public final class UserCount {

  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  public void began() {
    int now = alive.incrementAndGet();
    if (now > peak.get()) {
      peak.accumulateAndGet(now, Math::max);
    }
  }

  public void ended() {
    alive.decrementAndGet();
  }

  public int alive() {
    return alive.get();
  }

  public int peak() {
    return peak.get();
  }
}
