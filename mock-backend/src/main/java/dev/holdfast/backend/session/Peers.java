package dev.holdfast.backend.session;

import dev.holdfast.backend.session.outbound.CloseCode;
import dev.holdfast.backend.session.peers.Node;
import dev.holdfast.backend.session.peers.Notice;
import java.util.concurrent.Executor;

/** What backends that share a storage tell each other of sessions, and do about it. */
public final class Peers {
  private final Node node;
  private final Sessions sessions;
  private final Executor executor;

  /**
   * The peers of a node.
   *
   * @param executor lets sessions go that were taken over, which may have to wait for each other
   */
  public Peers(Node node, Sessions sessions, Executor executor) {
    this.node = node;
    this.sessions = sessions;
    this.executor = executor;
  }

  /** Begins to listen. */
  public void listen() {
    node.messenger().listen(node.id(), text -> hear(Notice.parse(text)), sessions::review);
  }

  /** Ends the session's connection, wherever it is. */
  public void revoked(String sessionId) {
    cut(sessionId);
    node.messenger().tellAll(Notice.revoked(node.id(), sessionId).text());
  }

  /** Has the session's connection, wherever it is, brought what waits for it. */
  void mailLeft(String sessionId) {
    if (!sessions.bring(sessionId)) {
      sessions
          .servedBy(sessionId)
          .filter(other -> !other.equals(node.id()))
          .ifPresent(
              other -> node.messenger().tell(other, Notice.mail(node.id(), sessionId).text()));
    }
  }

  private void hear(Notice notice) {
    switch (notice.kind()) {
      // Not here: a session that is being taken over the other way waits for an answer that comes
      // here.
      case TAKEN -> executor.execute(() -> letGo(notice));
      case YIELDED -> sessions.yielded(notice.sessionId(), notice.connection());
      case REVOKED -> cut(notice.sessionId());
      case MAIL -> executor.execute(() -> sessions.bring(notice.sessionId()));
    }
  }

  private void letGo(Notice taken) {
    sessions.takenOver(taken.sessionId(), taken.connection());
    node.messenger().tell(taken.from(), taken.yielded(node.id()).text());
  }

  private void cut(String sessionId) {
    sessions
        .connection(sessionId)
        .ifPresent(connection -> connection.cut(CloseCode.TOKEN_INVALID, "token revoked"));
  }
}
