package dev.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** How many reconnections a mock backend has served. */
final class Reconnections {

  private static final String COUNTER = "holdfast_backend_reconnections_total";

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;

  /**
   * Those of one backend.
   *
   * @param target such as {@code ws://127.0.0.1:8080/ws}
   */
  Reconnections(String target) {
    URI socket = URI.create(target);
    this.request =
        HttpRequest.newBuilder(
                URI.create("http://" + socket.getHost() + ":" + socket.getPort() + "/metrics"))
            .build();
  }

  long count() throws IOException, InterruptedException {
    return (long)
        client.send(request, BodyHandlers.ofString()).body().lines()
            .filter(line -> line.startsWith(COUNTER))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }
}
