package dev.holdfast.backend.session;

import dev.holdfast.backend.mailbox.Letter;
import dev.holdfast.backend.mailbox.Mail;
import dev.holdfast.backend.mailbox.MailboxLimits;
import dev.holdfast.backend.mailbox.MailboxState;
import dev.holdfast.backend.mailbox.Mailboxes;
import dev.holdfast.backend.store.StoreException;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes letters for sessions, and has them brought at once to whoever is connected. */
public final class Notifications implements Mail {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

  private final Mailboxes boxes;
  private final Sessions sessions;
  private final Peers peers;

  /** The notifications of a backend; its peers bring what is left here for their sessions. */
  public Notifications(Mailboxes boxes, Sessions sessions, Peers peers) {
    this.boxes = boxes;
    this.sessions = sessions;
    this.peers = peers;
  }

  @Override
  public boolean knows(String sessionId) {
    return sessions.connectionsSeen(sessionId) > 0;
  }

  @Override
  public OptionalInt leave(String sessionId, Letter letter) {
    OptionalInt queued = boxes.leave(sessionId, letter);
    if (queued.isPresent()) {
      try {
        peers.mailLeft(sessionId);
      } catch (StoreException e) {
        // It is safe, and comes with the next return.
        LOG.warn("a notification could not be brought at once: {}", e.getMessage());
      }
    }
    return queued;
  }

  @Override
  public void limit(String sessionId, MailboxLimits limits) {
    boxes.limit(sessionId, limits);
  }

  @Override
  public MailboxState state(String sessionId) {
    return boxes.state(sessionId);
  }
}
