package dev.holdfast.backend.session;

import dev.holdfast.backend.mailbox.Mailboxes;
import dev.holdfast.backend.mailbox.Notification;
import dev.holdfast.backend.protocol.Notified;
import java.util.List;

/**
 * Brings connections what waits for their session: each notification once a connection, and again
 * to the next one until it is acknowledged.
 */
public final class Postman {
  private final Mailboxes boxes;

  /** Brings from these mailboxes. */
  public Postman(Mailboxes boxes) {
    this.boxes = boxes;
  }

  /** Brings what has not been brought on this connection; no two calls for one at a time. */
  void bring(Connection connection) {
    List<Notification> due = boxes.due(connection.claims().sessionId(), connection.broughtUpTo());
    for (Notification each : connection.behaviour().brought(due)) {
      connection.send(null, new Notified(each));
    }
    due.stream().mapToLong(Notification::number).max().ifPresent(connection::broughtUpTo);
  }

  /** The client says that a notification has arrived. */
  void acknowledged(Connection connection, String messageId) {
    if (connection.behaviour().settles(messageId)) {
      boxes.acknowledged(connection.claims().sessionId(), messageId);
    }
  }
}
