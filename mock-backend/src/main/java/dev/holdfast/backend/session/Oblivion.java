package dev.holdfast.backend.session;

import dev.holdfast.backend.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets sessions that have been away for so long that no token of theirs can still be valid: an
 * agent backend that keeps every session for ever leaks.
 */
public final class Oblivion implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Oblivion.class);

  private final Sessions sessions;
  private final Duration after;
  private final InstantSource clock;

  /**
   * Forgets after a time.
   *
   * @param after real time, never scaled; positive
   */
  public Oblivion(Sessions sessions, Duration after, InstantSource clock) {
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException("forget-after must be positive, got: " + after);
    }
    this.sessions = sessions;
    this.after = after;
    this.clock = clock;
  }

  /** Forgets those whose time has come. */
  @Override
  public void run() {
    try {
      sessions.forgetAwayBefore(clock.instant().minus(after));
    } catch (StoreException e) {
      // A store that is away for a while must not end the rounds for good.
      LOG.warn("old sessions could not be forgotten: {}", e.getMessage());
    }
  }
}
