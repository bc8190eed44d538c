package dev.holdfast.fieldtargets;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A real nginx before a backend, as it is commonly set up for WebSockets. */
public final class NginxFront implements AutoCloseable {

  private static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final int port;

  private NginxFront(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether there is an nginx on this machine. */
  public static boolean possible() {
    return Files.isExecutable(NGINX);
  }

  /**
   * Starts one on a free port.
   *
   * @param folder holds its files
   * @param idle after which it cuts a connection on which nothing was said; whole seconds
   * @param perSecond requests that it lets through at once; what comes beside is answered 429
   */
  public static NginxFront start(Path folder, String backend, Duration idle, int perSecond)
      throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI behind = URI.create(backend);
    String server =
        """
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          map $http_upgrade $connection_upgrade { default upgrade; '' close; }
          limit_req_zone $server_port zone=all:1m rate=%2$dr/s;
          limit_req_status 429;
          server {
            listen 127.0.0.1:%3$d;
            location / {
              limit_req zone=all burst=%2$d nodelay;
              proxy_pass http://127.0.0.1:%4$d;
              proxy_http_version 1.1;
              proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection $connection_upgrade;
              proxy_set_header Host $host;
              proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
              proxy_read_timeout %5$ds;
            }
          }
        }
        """
            .formatted(folder, perSecond, port, behind.getPort(), idle.toSeconds());
    Path configuration = Files.writeString(folder.resolve("nginx.conf"), server);
    Process process =
        new ProcessBuilder(
                NGINX.toString(),
                "-p",
                folder.toString(),
                "-c",
                configuration.toString(),
                "-g",
                "daemon off;")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.txt").toFile())
            .start();
    NginxFront started = new NginxFront(process, port);
    try {
      await("nginx listens").atMost(PATIENCE).until(() -> listens(port));
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    return started;
  }

  /** Where it serves. */
  public String url() {
    return "ws://127.0.0.1:" + port + "/ws";
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    // Asked, it ends its workers; killed, it would leave them behind.
    process.destroy();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
