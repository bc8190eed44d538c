package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.run.injectors.TargetScrape;
import dev.holdfast.run.reach.BackendHeap;
import dev.holdfast.run.reach.BackendScrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target behind a gateway that wants a key gets it with each request for its figures. */
final class ScrapeHeadersTest {

  private static final Map<String, String> KEY = Map.of("X-Api-Key", "k");

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String metrics = "# TYPE x gauge\nholdfast_backend_contexts 3\n";

  @SuppressWarnings("NullAway.Init") // made before each test
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Api-Key")));
          String path = exchange.getRequestURI().getPath();
          asked.add(exchange.getRequestMethod() + " " + path);
          byte[] body =
              (path.equals("/metrics") ? metrics : "{\"heap_used_bytes\":7}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void itsFiguresAreAskedForWithWhatItWants() {
    Target target = target();

    assertThat(new BackendHeap(target, KEY).afterCollection()).hasValue(7);
    metrics = "{}";
    new BackendScrape(target, KEY).scrape();
    List<String> problems = new ArrayList<>();
    new TargetScrape(List.of(target), KEY, problems::add).begin();

    assertThat(keys).hasSize(4).containsOnly("k");
    assertThat(problems).singleElement().asString().contains("told something else than metrics");
  }

  @Test
  void aTargetThatIsNoMockBackendIsAskedForNothingThatMightDoSomething() {
    metrics = "nodejs_heap_size_used_bytes 5\n";

    assertThat(new BackendHeap(target(), KEY).afterCollection()).isEmpty();

    assertThat(asked).containsExactly("GET /metrics");
  }

  private Target target() {
    return Target.parse("ws://127.0.0.1:" + server.getAddress().getPort() + "/ws").orElseThrow();
  }
}
