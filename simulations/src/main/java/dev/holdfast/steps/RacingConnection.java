package dev.holdfast.steps;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.http.OrderedSocket;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.user.Awaited;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One of two connections that race for a session: what became of it, as it becomes known. */
final class RacingConnection implements WebSocket.Listener {

  /** The code of an end that told none. */
  private static final int NO_CODE = 1006;

  private final Dialect dialect;
  private final DialectSession session;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Void> greeted = new CompletableFuture<>();
  private final CompletableFuture<Void> served = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile @Nullable OrderedSocket socket;

  private RacingConnection(Dialect dialect, DialectSession session) {
    this.dialect = dialect;
    this.session = session;
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
      Dialect dialect,
      DialectSession session) {
    RacingConnection connection = new RacingConnection(dialect, session);
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
    if (socket != null && !closed.isDone()) {
      send(ping());
    }
  }

  /** Its session is for one thread at a time. */
  private synchronized Payload ping() {
    return session.ping();
  }

  private synchronized Received read(Payload frame) {
    return session.read(frame);
  }

  private synchronized Received opened() {
    return session.opened();
  }

  private void send(Payload frame) {
    OrderedSocket open = Objects.requireNonNull(socket);
    CompletableFuture<?> unused =
        frame instanceof Payload.Text said
            ? open.send(said.text())
            : open.send(((Payload.Binary) frame).bytes());
  }

  /** The client closes it, if it is still there. */
  void close() {
    OrderedSocket open = socket;
    if (open != null && !closed.isDone()) {
      CompletableFuture<WebSocket> unused = open.socket().sendClose(WebSocket.NORMAL_CLOSURE, "");
    }
  }

  /** Lets go of whatever is left of it. */
  void abort() {
    OrderedSocket open = socket;
    if (open != null) {
      open.socket().abort();
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = new OrderedSocket(opened);
    opened.request(Long.MAX_VALUE);
    take(opened());
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      String frame = text.toString();
      text.setLength(0);
      String pong = dialect.pong(frame);
      take(pong == null ? read(Payload.of(frame)) : reply(pong));
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    bytes.writeBytes(part);
    if (last) {
      byte[] frame = bytes.toByteArray();
      bytes.reset();
      take(read(Payload.of(frame)));
    }
    return null;
  }

  private static Received reply(String text) {
    return new Received(List.of(), List.of(Payload.of(text)));
  }

  private void take(Received received) {
    received.replies().forEach(this::send);
    for (ServerEvent event : received.events()) {
      if (event instanceof ServerEvent.Established) {
        greeted.complete(null);
      } else if (Awaited.isReply(event)) {
        served.complete(null);
      }
    }
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
