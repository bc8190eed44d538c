package dev.holdfast.run.reach;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.http.OrderedSocket;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Listens on one connection until its server has greeted, and keeps what it said before. */
final class Greeting implements WebSocket.Listener {

  private final Dialect dialect;
  private final DialectSession session;
  private final CompletableFuture<Boolean> heard = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private volatile @Nullable OrderedSocket open;
  private volatile int frames;
  private volatile String first = "";

  Greeting(Dialect dialect, DialectSession session) {
    this.dialect = dialect;
    this.session = session;
  }

  DialectSession session() {
    return session;
  }

  /** Done when the server has greeted; fails when the connection ends before. */
  CompletableFuture<Boolean> heard() {
    return heard;
  }

  /** How many frames came. */
  int frames() {
    return frames;
  }

  /** The first of them, as text. */
  String first() {
    return first;
  }

  @Override
  public void onOpen(WebSocket socket) {
    open = new OrderedSocket(socket);
    take(session.opened());
    socket.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      String frame = text.toString();
      text.setLength(0);
      String pong = dialect.pong(frame);
      if (pong == null) {
        read(frame, Payload.of(frame));
      } else {
        send(Payload.of(pong));
      }
    }
    socket.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    bytes.writeBytes(part);
    if (last) {
      byte[] frame = bytes.toByteArray();
      bytes.reset();
      read(new String(frame, StandardCharsets.UTF_8), Payload.of(frame));
    }
    socket.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // frames of one connection come one by one
  private void read(String shown, Payload frame) {
    if (frames == 0) {
      first = shown;
    }
    frames++;
    take(session.read(frame));
  }

  private void take(Received received) {
    received.replies().forEach(this::send);
    if (received.events().stream().anyMatch(ServerEvent.Established.class::isInstance)) {
      heard.complete(true);
    }
  }

  private void send(Payload frame) {
    OrderedSocket to = Objects.requireNonNull(open);
    CompletableFuture<?> unused =
        frame instanceof Payload.Text said
            ? to.send(said.text())
            : to.send(((Payload.Binary) frame).bytes());
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    heard.completeExceptionally(error);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    heard.completeExceptionally(
        new IllegalStateException(
            "the connection was closed with "
                + code
                + (reason.isEmpty() ? "" : " (" + SeenAnswer.shown(reason) + ")")
                + " before a greeting"));
    return CompletableFuture.completedFuture(null);
  }
}
