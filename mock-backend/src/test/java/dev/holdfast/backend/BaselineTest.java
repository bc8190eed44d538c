package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After its users have connected, been killed, come back and been forgotten, a backend holds what
 * it held before. A process of its own, so that nobody else's descriptors and threads are counted.
 */
class BaselineTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int USERS = 60;
  private static final int CYCLES = 1;

  /** Descriptors and threads that come and go: pools, the collector, a connection being closed. */
  private static final int SLACK = USERS / 3;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();
  @TempDir private Path folder = Path.of("");

  private record Held(double connections, double contexts, double tokens, double files) {

    boolean isEmpty() {
      return connections == 0 && contexts == 0 && tokens == 0;
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void everythingReturnsToItsBaseline() throws IOException {
    start();

    assertThat(filesOfLaterCycles()).isLessThan(SLACK);
  }

  @Test
  void whatIsLeftOpenShows() throws IOException {
    start("--defects", "descriptor-leak:1");

    assertThat(filesOfLaterCycles()).isGreaterThanOrEqualTo(CYCLES * USERS - SLACK);
  }

  /** More files open than after a first cycle, which loads what is loaded once. */
  private double filesOfLaterCycles() throws IOException {
    cycle(0);
    double before = held().files;
    for (int at = 1; at <= CYCLES; at++) {
      cycle(at);
    }
    return held().files - before;
  }

  private void cycle(int at) throws IOException {
    List<TestClient> clients = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      String token = token("u-" + at + "-" + user);
      TestClient first = TestClient.connect(uri(), token);
      first.turn("m-1", "one");
      first.abort();
      TestClient back = TestClient.connect(uri(), token);
      back.await("context_status");
      clients.add(back);
    }
    assertThat(held().contexts).isGreaterThan(0);
    clients.forEach(TestClient::abort);
    await("all is forgotten").atMost(PATIENCE).until(() -> held().isEmpty());
  }

  private void start(String... more) {
    Path ready = folder.resolve("ready");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdfast.backend.Main",
                "--forget-after",
                "4s",
                "--ready-file",
                ready.toString()));
    command.addAll(List.of(more));
    try {
      started.add(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new IllegalStateException("no process could be started", e);
    }
    await("the process serves").atMost(PATIENCE).until(() -> Files.exists(ready));
  }

  private Held held() throws IOException {
    String metrics = text(HttpRequest.newBuilder(at("/metrics")).build());
    return new Held(
        metric(metrics, "holdfast_backend_connections_open"),
        metric(metrics, "holdfast_backend_contexts"),
        metric(metrics, "holdfast_auth_entries"),
        metric(metrics, "process_open_fds"));
  }

  private static double metric(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  private String token(String userId) throws IOException {
    String body = "{\"user_id\":\"" + userId + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(at("/auth/sessions"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return text(request).replaceAll(".*\"session_token\":\"([^\"]+)\".*", "$1");
  }

  private String text(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI uri() throws IOException {
    return URI.create(Files.readString(folder.resolve("ready")).strip());
  }

  private URI at(String path) throws IOException {
    return URI.create("http://" + uri().getAuthority() + path);
  }
}
