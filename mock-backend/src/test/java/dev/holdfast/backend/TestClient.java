package dev.holdfast.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that remembers every frame in order, and answers pings by itself. */
final class TestClient implements WebSocket.Listener {
  private static final long PATIENCE_SECONDS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  static TestClient connect(URI uri, String token, String... headers) {
    TestClient client = new TestClient();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (!token.isEmpty()) {
      builder.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    client.socket =
        builder.buildAsync(uri, client).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return client;
  }

  WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("not connected");
    }
    return socket;
  }

  TestClient send(String text) {
    socket().sendText(text, true).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return this;
  }

  TestClient send(String type, String id, String payload) {
    return send("{\"type\":\"" + type + "\",\"id\":\"" + id + "\",\"payload\":" + payload + "}");
  }

  TestClient say(String messageId, String content) {
    return send(
        "user_message",
        "f-" + messageId,
        "{\"message_id\":\"" + messageId + "\",\"content\":\"" + content + "\"}");
  }

  /** Says something and waits for the end of the turn. */
  JsonNode turn(String messageId, String content) {
    say(messageId, content);
    return await("agent_response");
  }

  JsonNode ask(String type) {
    send(type, "q", "{}");
    return next();
  }

  /** The next frame's payload, which must be of this type; those before it are skipped. */
  JsonNode await(String type) {
    JsonNode frame = frame();
    while (!type.equals(frame.get("type").textValue())) {
      frame = frame();
    }
    return frame.get("payload");
  }

  /** The payload of the very next frame. */
  JsonNode next() {
    return frame().get("payload");
  }

  JsonNode frame() {
    try {
      JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no frame came; close code " + closeCode.getNow(0));
      }
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All frames that have come and were not read yet. */
  List<JsonNode> read() {
    List<JsonNode> read = new ArrayList<>();
    frames.drainTo(read);
    return read;
  }

  /** Whether a frame of this type has come and was not read yet. */
  boolean hasHeard(String type) {
    return frames.stream().anyMatch(frame -> type.equals(frame.get("type").textValue()));
  }

  int unread() {
    return frames.size();
  }

  int closeCode() {
    return closeCode.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  boolean closed() {
    return closeCode.isDone();
  }

  void close() {
    socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    closeCode();
  }

  void abort() {
    socket().abort();
    closeCode.complete(1006);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        frames.add(JSON.readTree(partial.toString()));
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + partial, e);
      }
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closeCode.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closeCode.complete(1006);
  }
}
