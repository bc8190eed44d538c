package dev.holdfast.backend.session;

/** What backends that share a storage tell each other of sessions, and do about it. */
public final class Neighbours {
  private final Node node;
  private final Sessions sessions;

  /** The neighbours of a node. */
  public Neighbours(Node node, Sessions sessions) {
    this.node = node;
    this.sessions = sessions;
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

  private void hear(Notice notice) {
    switch (notice.kind()) {
      case TAKEN -> {
        sessions.takenOver(notice.sessionId(), notice.connection());
        node.messenger().tell(notice.from(), notice.yielded(node.id()).text());
      }
      case YIELDED -> sessions.yielded(notice.sessionId(), notice.connection());
      case REVOKED -> cut(notice.sessionId());
    }
  }

  private void cut(String sessionId) {
    sessions
        .connection(sessionId)
        .ifPresent(connection -> connection.cut(CloseCode.TOKEN_INVALID, "token revoked"));
  }
}
