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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real HAProxy before backends that know nothing of each other: a cookie of its own tells it
 * which one a client's session is on, and a client that does not bring it is lost.
 */
public final class StickyBalancer implements AutoCloseable {

  private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final int port;

  private StickyBalancer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether there is a HAProxy on this machine. */
  public static boolean possible() {
    return Files.isExecutable(HAPROXY);
  }

  /** Plain, on a free port of that address. */
  public static StickyBalancer plain(Path folder, String address, List<BackendProcess> nodes)
      throws IOException {
    return start(folder, address, nodes, Optional.empty());
  }

  /**
   * With TLS, which offers HTTP/2 too, on a free port of 127.0.0.1, for clients who say that they
   * want {@link Certificates#HOST}.
   *
   * @param server shown to clients
   * @param client the only one that is let in
   */
  public static StickyBalancer secure(
      Path folder, Certificates server, Certificates client, List<BackendProcess> nodes)
      throws IOException {
    String tls =
        " ssl crt "
            + server.certificateAndKey()
            + " ca-file "
            + client.certificate()
            + " verify required strict-sni alpn h2,http/1.1";
    return start(folder, "127.0.0.1", nodes, Optional.of(tls));
  }

  private static StickyBalancer start(
      Path folder, String address, List<BackendProcess> nodes, Optional<String> tls)
      throws IOException {
    int port = freePort(address);
    List<String> lines = new ArrayList<>();
    lines.add("global\n  maxconn 2000\ndefaults\n  mode http");
    lines.add("  timeout connect 5s\n  timeout client 30s\n  timeout server 30s");
    lines.add("  timeout tunnel 1h\nfrontend door");
    lines.add("  bind " + address + ":" + port + tls.orElse(""));
    lines.add("  default_backend nodes\nbackend nodes\n  balance roundrobin");
    lines.add("  option forwardfor\n  cookie NODE insert indirect nocache");
    for (int i = 0; i < nodes.size(); i++) {
      URI node = URI.create(nodes.get(i).url());
      lines.add("  server n" + i + " 127.0.0.1:" + node.getPort() + " cookie n" + i);
    }
    Path configuration = folder.resolve("haproxy.cfg");
    Files.writeString(configuration, String.join("\n", lines) + "\n");
    Process process =
        new ProcessBuilder(HAPROXY.toString(), "-db", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.txt").toFile())
            .start();
    StickyBalancer started = new StickyBalancer(process, port);
    try {
      await("the balancer listens").atMost(PATIENCE).until(() -> listens(address, port));
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    return started;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  private static int freePort(String address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) PATIENCE.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
