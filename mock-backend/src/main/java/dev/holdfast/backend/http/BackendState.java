package dev.holdfast.backend.http;

import dev.holdfast.backend.mailbox.Mail;
import java.util.Optional;

/**
 * What the HTTP edge asks of the running backend. Implementations are safe for concurrent use and
 * take no longer than asking their store takes.
 */
public interface BackendState {

  /** Whether the backend is on its way out and wants no new connections. */
  boolean draining();

  /**
   * Returns if the store takes in what sessions commit.
   *
   * @throws dev.holdfast.backend.store.StoreException if it does not
   */
  void requireStore();

  /** Starts to drain; again is the same as once. */
  void drain();

  /** What is known of a session; empty if the backend never saw it. */
  Optional<SessionView> session(String sessionId);

  /** Forgets all sessions that have no connection now; how many sessions are left. */
  int forgetAway();

  /** The mailboxes of its sessions. */
  Mail mail();
}
