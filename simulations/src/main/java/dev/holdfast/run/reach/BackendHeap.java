package dev.holdfast.run.reach;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.plan.reach.Target;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks the mock backend for its heap after a collection. A target that is none is asked for nothing
 * that might do something: only for its metrics, by which the mock backend is known.
 */
public final class BackendHeap {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String MARK = "\nholdfast_backend_";

  private final Target target;
  private final Map<String, String> headers;
  private final HttpClient client;

  /**
   * Of a target.
   *
   * @param headers that it asks for
   */
  public BackendHeap(Target target, Map<String, String> headers) {
    this.target = target;
    this.headers = headers;
    this.client = PlainHttp.client(target.tls().context(), PATIENCE);
  }

  /** Bytes in use after a full collection; empty where the backend does not say. */
  public OptionalLong afterCollection() {
    boolean mock = answer(request("/metrics")).filter(text -> text.contains(MARK)).isPresent();
    return mock
        ? answer(request("/admin/gc").POST(HttpRequest.BodyPublishers.noBody()))
            .map(BackendHeap::heap)
            .orElseGet(OptionalLong::empty)
        : OptionalLong.empty();
  }

  private HttpRequest.Builder request(String path) {
    return PlainHttp.request(target.http(path), headers).timeout(PATIENCE);
  }

  private static OptionalLong heap(String json) {
    try {
      long bytes = new ObjectMapper().readTree(json).path("heap_used_bytes").asLong(-1);
      return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private Optional<String> answer(HttpRequest.Builder asked) {
    try {
      return Optional.of(client.send(asked.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
