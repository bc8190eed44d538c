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
import java.util.OptionalLong;

/** Asks the mock backend for its heap after a collection. */
public final class BackendHeap {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

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
    HttpRequest request =
        PlainHttp.request(target.http("/admin/gc"), headers)
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      long bytes = new ObjectMapper().readTree(answer.body()).path("heap_used_bytes").asLong(-1);
      return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    } catch (IOException e) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }
}
