package dev.holdfast.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves a run that goes on, on loopback only: {@code /} for people, which loads itself again every
 * ten seconds, and {@code /metrics} for Prometheus. One thread, which works only when somebody
 * asks.
 */
public final class LiveServer implements AutoCloseable {

  private static final String AGAIN_SECONDS = "10";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

  private final HttpServer server;
  private final ExecutorService thread;

  private LiveServer(HttpServer server, ExecutorService thread) {
    this.server = server;
    this.thread = thread;
  }

  /**
   * Serves that run until closed.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port is not free
   */
  public static LiveServer start(LiveRun run, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread daemon = new Thread(work, "holdfast-live");
              daemon.setDaemon(true);
              return daemon;
            });
    server.setExecutor(thread);
    server.createContext("/", exchange -> answer(exchange, "/", "text/html", run::page));
    server.createContext(
        "/metrics",
        exchange ->
            answer(
                exchange, "/metrics", "application/openmetrics-text; version=1.0.0", run::metrics));
    server.start();
    return new LiveServer(server, thread);
  }

  /** Where people look. */
  public URI page() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }

  private static void answer(HttpExchange exchange, String path, String type, Supplier<String> text)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(NOT_ALLOWED, -1);
      } else {
        byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Refresh", AGAIN_SECONDS);
        exchange.sendResponseHeaders(OK, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }
}
