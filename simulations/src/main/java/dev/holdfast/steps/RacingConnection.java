package dev.holdfast.steps;

import dev.holdfast.continuity.ServerEvent;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.http.PlainHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One of two connections that race for a session: what became of it, as it becomes known. */
final class RacingConnection implements WebSocket.Listener {

  /** The code of an end that told none. */
  private static final int NO_CODE = 1006;

  private final Dialect dialect;
  private final StringBuilder text = new StringBuilder();
  private final CompletableFuture<Void> greeted = new CompletableFuture<>();
  private final CompletableFuture<Void> served = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile @Nullable WebSocket socket;

  private RacingConnection(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Begins to open a connection, and does not wait for it.
   *
   * @param subprotocols that it offers, the most wanted first
   */
  static RacingConnection open(
      HttpClient client,
      URI url,
      Map<String, String> headers,
      List<String> subprotocols,
      Dialect dialect) {
    RacingConnection connection = new RacingConnection(dialect);
    CompletableFuture<WebSocket> unused =
        PlainHttp.bringing(client.newWebSocketBuilder(), headers, subprotocols)
            .buildAsync(url, connection)
            .whenComplete(
                (opened, failure) -> {
                  if (failure != null) {
                    connection.closed.complete(NO_CODE);
                  }
                });
    return connection;
  }

  /** Done when the server has greeted it. */
  CompletableFuture<Void> greeted() {
    return greeted;
  }

  /** Done when the server has answered a request on it. */
  CompletableFuture<Void> served() {
    return served;
  }

  /** Done with the close code when it is gone, or never came to be. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  /** Asks for a sign of life. */
  void ask() {
    WebSocket open = socket;
    if (open != null && !closed.isDone()) {
      CompletableFuture<WebSocket> unused = open.sendText(dialect.ping("race"), true);
    }
  }

  /** The client closes it, if it is still there. */
  void close() {
    WebSocket open = socket;
    if (open != null && !closed.isDone()) {
      CompletableFuture<WebSocket> unused = open.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }
  }

  /** Lets go of whatever is left of it. */
  void abort() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      ServerEvent event = dialect.read(text.toString()).event();
      text.setLength(0);
      if (event instanceof ServerEvent.Established) {
        greeted.complete(null);
      } else if (Frames.isReply(event)) {
        served.complete(null);
      }
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(NO_CODE);
  }
}
