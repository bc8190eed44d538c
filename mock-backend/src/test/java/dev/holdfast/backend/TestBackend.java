package dev.holdfast.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backend.auth.MutableClock;
import dev.holdfast.backend.auth.tokens.SigningKey;
import dev.holdfast.backend.store.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A real backend on a free port of the loopback, with a clock that tests move. */
final class TestBackend implements AutoCloseable {
  static final SigningKey KEY = SigningKey.of("a key of thirty-two bytes or more, for tests only");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MutableClock clock = new MutableClock();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<TestClient> clients = new ArrayList<>();
  private final BackendServer server;
  private final URI uri;

  TestBackend() {
    this(options -> options);
  }

  TestBackend(UnaryOperator<BackendOptions> changed) {
    this(changed, null);
  }

  /** One with a storage of its own kind, unless that is null. */
  TestBackend(UnaryOperator<BackendOptions> changed, @Nullable Storage storage) {
    BackendOptions options = changed.apply(BackendOptions.standard(KEY));
    server =
        storage == null
            ? new BackendServer(options, clock, new SecureRandom())
            : new BackendServer(options, clock, new SecureRandom(), storage);
    uri = server.start();
  }

  BackendServer server() {
    return server;
  }

  URI uri() {
    return uri;
  }

  void move(Duration by) {
    clock.add(by);
  }

  JsonNode openSession(String userId) {
    return post("/auth/sessions", "{\"user_id\":\"" + userId + "\",\"ttl_seconds\":86400}").body;
  }

  String token(String userId) {
    return openSession(userId).get("session_token").textValue();
  }

  TestClient connect(String token, String... headers) {
    TestClient client = TestClient.connect(uri, token, headers);
    clients.add(client);
    return client;
  }

  record Reply(int status, JsonNode body, HttpResponse<String> raw) {}

  Reply post(String path, String body) {
    return call(
        HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  Reply put(String path, String body) {
    return call(
        HttpRequest.newBuilder(at(path)).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  Reply get(String path) {
    return call(HttpRequest.newBuilder(at(path)).build());
  }

  double metric(String name) {
    return get("/metrics")
        .raw
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }

  private URI at(String path) {
    return URI.create("http://" + uri.getAuthority() + path);
  }

  private Reply call(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      return new Reply(
          response.statusCode(),
          text.startsWith("{") ? JSON.readTree(text) : JSON.nullNode(),
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    clients.forEach(TestClient::abort);
    server.close();
  }
}
