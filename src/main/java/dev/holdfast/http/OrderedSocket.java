package dev.holdfast.http;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends one message after the other: the JDK's WebSocket refuses one while another is on its way.
 * Safe for many threads.
 */
public final class OrderedSocket {

  private final WebSocket socket;
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  /** Of an open connection that nobody else sends on. */
  public OrderedSocket(WebSocket socket) {
    this.socket = socket;
  }

  /** Sends a text once all before it are sent. */
  public CompletableFuture<?> send(String text) {
    return after(() -> socket.sendText(text, true));
  }

  /** Sends bytes once all before them are sent. */
  public CompletableFuture<?> send(byte[] bytes) {
    return after(() -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  /** The connection itself, to close or abort. */
  public WebSocket socket() {
    return socket;
  }

  /** Begins a message. */
  private interface Sending {
    CompletionStage<WebSocket> begin();
  }

  private synchronized CompletableFuture<?> after(Sending next) {
    CompletableFuture<?> sent =
        last.handle((done, failure) -> done).thenCompose(any -> next.begin());
    last = sent;
    return sent;
  }
}
