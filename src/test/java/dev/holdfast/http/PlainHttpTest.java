package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that takes any offer to upgrade for one to WebSocket, as Node's do. */
final class PlainHttpTest {

  private static final int REFUSED = 405;
  private static final int SERVED = 200;

  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean upgrade = exchange.getRequestHeaders().containsKey("Upgrade");
          exchange.sendResponseHeaders(upgrade ? REFUSED : SERVED, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void offersNoUpgrade() throws Exception {
    assertThat(statusFor(PlainHttp.client(Optional.empty(), Duration.ofSeconds(10))))
        .isEqualTo(SERVED);
  }

  @Test
  void javasOwnDefaultWouldBeRefused() throws Exception {
    assertThat(statusFor(HttpClient.newHttpClient())).isEqualTo(REFUSED);
  }

  private int statusFor(HttpClient client) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
