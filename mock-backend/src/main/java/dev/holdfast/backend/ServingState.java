package dev.holdfast.backend;

import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.http.BackendState;
import dev.holdfast.backend.http.SessionView;
import dev.holdfast.backend.mailbox.Mail;
import dev.holdfast.backend.session.Drain;
import dev.holdfast.backend.session.SessionReaper;
import dev.holdfast.backend.session.Sessions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the HTTP edge may ask of the running backend. */
record ServingState(
    ContextStore store, Sessions sessions, Drain exit, Mail mail, SessionReaper reaper)
    implements BackendState {

  @Override
  public boolean draining() {
    return exit.draining();
  }

  @Override
  public void requireStore() {
    store.check();
  }

  @Override
  public void drain() {
    CompletableFuture<Void> unused = exit.begin();
  }

  @Override
  public int forgetAway() {
    reaper.allAway();
    return store.count();
  }

  @Override
  public Optional<SessionView> session(String sessionId) {
    return store
        .load(sessionId)
        .map(
            context ->
                new SessionView(
                    sessionId,
                    sessions.connected(sessionId),
                    context.version(),
                    context.history().size(),
                    context.toolCalls().size(),
                    sessions.connectionsSeen(sessionId)));
  }
}
