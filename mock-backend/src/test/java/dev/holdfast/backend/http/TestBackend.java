package dev.holdfast.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backend.auth.AuthService;
import dev.holdfast.backend.auth.MutableClock;
import dev.holdfast.backend.auth.audit.AuditLog;
import dev.holdfast.backend.auth.tokens.AuthSettings;
import dev.holdfast.backend.auth.tokens.SigningKey;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** An endpoint on a real socket, and a client of it. */
final class TestBackend implements AutoCloseable {
  static final String SECRET = "an-example-secret-of-forty-bytes-or-so!!";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  final MutableClock clock = new MutableClock();
  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final AuditLog audit = new AuditLog(clock, metrics);
  final AuthService auth;
  final StubState state = new StubState();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  TestBackend() throws Exception {
    this(HttpSettings.defaults());
  }

  TestBackend(HttpSettings settings) throws Exception {
    this(settings, 1_000);
  }

  TestBackend(HttpSettings settings, int maximumSessions) throws Exception {
    auth = service(maximumSessions);
    start(new HttpApi(Optional.of(auth), state, metrics, settings, clock));
  }

  TestBackend(Handler handler) throws Exception {
    auth = service(1);
    start(handler);
  }

  private AuthService service(int maximumSessions) {
    return new AuthService(
        AuthSettings.of(SigningKey.of(SECRET)).withMaximumSessions(maximumSessions),
        clock,
        new SecureRandom(),
        audit);
  }

  private void start(Handler handler) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  /** The answer to a request that Java's own client would not send. */
  String raw(String... head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String request = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  JsonNode json(HttpResponse<String> response) throws IOException {
    return json.readTree(response.body());
  }

  JsonNode open(String userId) throws IOException, InterruptedException {
    return json(post("/auth/sessions", "{\"user_id\":\"" + userId + "\"}"));
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }
}
