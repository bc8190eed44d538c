package dev.holdfast.backend.session;

import dev.holdfast.backend.context.ContextStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Forgets sessions that have been away for so long that no token of theirs can still be valid: an
 * agent backend that keeps every session for ever leaks.
 */
public final class Oblivion implements Runnable {
  private final ContextStore store;
  private final Sessions sessions;
  private final Duration after;
  private final InstantSource clock;

  /**
   * Forgets after a time.
   *
   * @param after real time, never scaled; positive
   */
  public Oblivion(ContextStore store, Sessions sessions, Duration after, InstantSource clock) {
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException("forget-after must be positive, got: " + after);
    }
    this.store = store;
    this.sessions = sessions;
    this.after = after;
    this.clock = clock;
  }

  /** Forgets those whose time has come. */
  @Override
  public void run() {
    List<String> due = new ArrayList<>();
    store.eachLeftBefore(
        clock.instant().minus(after), (context, leftAt) -> due.add(context.sessionId()));
    due.forEach(sessions::forget);
  }
}
