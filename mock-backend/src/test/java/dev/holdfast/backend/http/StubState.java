package dev.holdfast.backend.http;

import dev.holdfast.backend.mailbox.Letter;
import dev.holdfast.backend.mailbox.Mail;
import dev.holdfast.backend.mailbox.MailboxLimits;
import dev.holdfast.backend.mailbox.MailboxState;
import dev.holdfast.backend.store.StoreException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/** A backend that knows one session. */
final class StubState implements BackendState {
  private final AtomicBoolean draining = new AtomicBoolean();

  @Override
  public boolean draining() {
    return draining.get();
  }

  /** What becomes of the store. */
  final AtomicBoolean storeFailed = new AtomicBoolean();

  @Override
  public void requireStore() {
    if (storeFailed.get()) {
      throw new StoreException("the disk is full");
    }
  }

  @Override
  public void drain() {
    draining.set(true);
  }

  @Override
  public int forgetAway() {
    return 3;
  }

  @Override
  public Optional<SessionView> session(String sessionId) {
    if (sessionId.equals("broken")) {
      throw new IllegalStateException("a store that fails");
    }
    return sessionId.equals("s-1")
        ? Optional.of(new SessionView("s-1", true, 7, 4, 2, 3))
        : Optional.empty();
  }

  @Override
  public Mail mail() {
    return new Mail() {
      @Override
      public boolean knows(String sessionId) {
        return sessionId.equals("s-1");
      }

      @Override
      public OptionalInt leave(String sessionId, Letter letter) {
        return letter.content().isEmpty() ? OptionalInt.empty() : OptionalInt.of(3);
      }

      @Override
      public void limit(String sessionId, MailboxLimits limits) {}

      @Override
      public MailboxState state(String sessionId) {
        return new MailboxState(3, MailboxLimits.standard());
      }
    };
  }
}
