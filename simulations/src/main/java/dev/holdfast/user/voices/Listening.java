package dev.holdfast.user.voices;

import dev.holdfast.dialect.Payload;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Joins what comes on a connection to whole messages, and tells when it ends. */
final class Listening implements WebSocket.Listener {

  private final Consumer<WebSocket> begun;
  private final Consumer<Payload> heard;
  private final Runnable ended;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * Of one connection.
   *
   * @param begun is told of the connection ahead of all messages: a server may greet at once
   * @param heard is told of each message
   * @param ended is told once or twice that there will be no more
   */
  Listening(Consumer<WebSocket> begun, Consumer<Payload> heard, Runnable ended) {
    this.begun = begun;
    this.heard = heard;
    this.ended = ended;
  }

  @Override
  public void onOpen(WebSocket opened) {
    begun.accept(opened);
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      heard.accept(Payload.of(text.toString()));
      text.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    bytes.writeBytes(part);
    if (last) {
      heard.accept(Payload.of(bytes.toByteArray()));
      bytes.reset();
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    ended.run();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    ended.run();
  }
}
