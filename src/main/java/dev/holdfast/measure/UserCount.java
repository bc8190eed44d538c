package dev.holdfast.measure;

import java.util.concurrent.atomic.AtomicInteger;

/** How many are alive now, and how many ever were at once. */
final class UserCount {

  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  void began() {
    int now = alive.incrementAndGet();
    if (now > peak.get()) {
      peak.accumulateAndGet(now, Math::max);
    }
  }

  void ended() {
    alive.decrementAndGet();
  }

  int alive() {
    return alive.get();
  }

  int peak() {
    return peak.get();
  }
}
