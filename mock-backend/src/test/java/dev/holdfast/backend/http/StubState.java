package dev.holdfast.backend.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A backend that knows one session. */
final class StubState implements BackendState {
  private final AtomicBoolean draining = new AtomicBoolean();

  @Override
  public boolean draining() {
    return draining.get();
  }

  @Override
  public void drain() {
    draining.set(true);
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
}
