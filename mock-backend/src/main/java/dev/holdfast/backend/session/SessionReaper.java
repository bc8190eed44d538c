package dev.holdfast.backend.session;

import dev.holdfast.backend.mailbox.Mailboxes;
import dev.holdfast.backend.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets sessions that have been away for so long that no token of theirs can still be valid: an
 * agent backend that keeps every session for ever leaks.
 */
public final class SessionReaper implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionReaper.class);

  private final Sessions sessions;
  private final Mailboxes mail;
  private final Duration after;
  private final InstantSource clock;
  private final Consumer<Set<String>> forgotten;

  /**
   * Forgets after a time.
   *
   * @param mail of which what has expired is removed, and what is a forgotten session's
   * @param after real time, never scaled; positive
   * @param forgotten told of the sessions that were forgotten, so that others forget them too
   */
  public SessionReaper(
      Sessions sessions,
      Mailboxes mail,
      Duration after,
      InstantSource clock,
      Consumer<Set<String>> forgotten) {
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException("forget-after must be positive, got: " + after);
    }
    this.sessions = sessions;
    this.mail = mail;
    this.after = after;
    this.clock = clock;
    this.forgotten = forgotten;
  }

  /** Forgets those whose time has come. */
  @Override
  public void run() {
    try {
      awaySince(clock.instant().minus(after));
    } catch (StoreException e) {
      // A store that is away for a while must not end the rounds for good.
      LOG.warn("old sessions could not be forgotten: {}", e.getMessage());
    }
  }

  /** Forgets all sessions that have no connection now; how many these were. */
  public int allAway() {
    return awaySince(clock.instant());
  }

  private int awaySince(Instant instant) {
    Set<String> due = sessions.forgetAwayBefore(instant);
    if (!due.isEmpty()) {
      forgotten.accept(due);
    }
    mail.purge(sessionId -> sessions.connectionsSeen(sessionId) > 0);
    return due.size();
  }
}
