package dev.holdfast.cli;

import dev.holdfast.http.OrderedSocket;
import dev.holdfast.http.WholeMessages;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends frames one after the other, and shows all that comes. For one connection. */
final class Tracing implements WebSocket.Listener {

  /** How long is waited for something before the next frame is sent. */
  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final FrameTrace trace;
  private final WholeMessages messages = new WholeMessages();
  private final BlockingQueue<String> came = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  Tracing(FrameTrace trace) {
    this.trace = trace;
  }

  /** Sends each when something came, or nothing did for a while. */
  void send(OrderedSocket to, List<String> frames, boolean binary) throws InterruptedException {
    for (String frame : frames) {
      String unused = came.poll(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
      came.clear();
      trace.sent(frame);
      CompletableFuture<?> sent =
          binary ? to.send(frame.getBytes(StandardCharsets.UTF_8)) : to.send(frame);
      CompletableFuture<?> unusedResult =
          sent.exceptionally(
              failure -> {
                trace.says("✗ that could not be sent");
                return null;
              });
    }
  }

  /** Waits so long, or until the connection ends. */
  void listen(Duration time) throws InterruptedException {
    try {
      Void unused = ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      trace.says("the connection still stood after " + time.toSeconds() + " s");
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    messages.text(data, last).ifPresent(text -> heard(text, ""));
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    messages
        .bytes(data, last)
        .ifPresent(bytes -> heard(new String(bytes, StandardCharsets.UTF_8), " (binary)"));
    return null;
  }

  private void heard(String frame, String kind) {
    trace.heard(frame, kind);
    came.add(frame);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    trace.says("the server closed the connection with " + code);
    ended.complete(null);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    trace.says("✗ the connection was lost");
    ended.complete(null);
  }
}
