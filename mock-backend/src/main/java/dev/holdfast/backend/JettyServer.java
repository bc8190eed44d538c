package dev.holdfast.backend;

import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A small Jetty: few threads, one selector, a long accept queue for reconnection storms. */
final class JettyServer {
  private static final int LOCAL_THREADS = 12;

  /** Asking a store or another backend holds a thread for as long as that takes. */
  private static final int WAITING_THREADS = 80;

  private static final int ACCEPT_QUEUE = 4096;
  private static final Duration REQUEST_WITHIN = Duration.ofSeconds(10);

  private JettyServer() {}

  static Server of(BackendOptions options) {
    boolean waits = options.auth().isPresent() || options.store().outlivesProcess();
    QueuedThreadPool threads = new QueuedThreadPool(waits ? WAITING_THREADS : LOCAL_THREADS, 4);
    threads.setName("holdfast-http");
    threads.setReservedThreads(2);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    // Most connections carry one upgrade: 90 KB to remember the fields of its header serve nobody.
    http.setHeaderCacheSize(0);
    ServerConnector connector = new FrameCheckingConnector(server, new HttpConnectionFactory(http));
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setReuseAddress(true);
    RequestDeadline.on(connector, REQUEST_WITHIN);
    server.addConnector(connector);
    server.setStopAtShutdown(false);
    return server;
  }

  static int port(Server server) {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }
}
