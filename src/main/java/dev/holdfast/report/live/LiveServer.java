package dev.holdfast.report.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Serves a run that goes on, on loopback only: {@code /} for people, which loads itself again every
 * ten seconds, and {@code /metrics} for Prometheus. Threads work only when somebody asks; who asks
 * for half and no more keeps nobody else waiting, and is sent away.
 */
public final class LiveServer implements AutoCloseable {

  private static final String AGAIN_SECONDS = "10";

  /** Each request that is not whole yet holds one. */
  private static final int THREADS = 64;

  private static final long IDLE_SECONDS = 10;

  /** Of the JDK's server: how long a request may take to come in, in seconds. */
  private static final String REQUEST_WITHIN = "sun.net.httpserver.maxReqTime";

  private static final String REQUEST_SECONDS = "2";

  /** A page elsewhere may have a name of its own lead here, and then tells that name. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);

  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
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
    if (System.getProperty(REQUEST_WITHIN) == null) {
      System.setProperty(REQUEST_WITHIN, REQUEST_SECONDS);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    ExecutorService thread =
        new ThreadPoolExecutor(
            0,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
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
      String host = exchange.getRequestHeaders().getFirst("Host");
      if (host == null || !LOOPBACK.matcher(host).matches()) {
        exchange.sendResponseHeaders(FORBIDDEN, -1);
      } else if (!exchange.getRequestURI().getPath().equals(path)) {
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
