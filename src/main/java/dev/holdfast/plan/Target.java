package dev.holdfast.plan;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a backend listens for WebSockets.
 *
 * @param socket {@code ws://} or {@code wss://} with a host
 * @param httpBase what the path of each HTTP request begins with, such as {@code /chat-api}; empty
 *     for nothing
 * @param tls whom to believe, and as whom to come, where it is {@code wss}
 */
public record Target(URI socket, String httpBase, TlsPlan tls) {

  /**
   * Reads the value of {@code holdfast.target}; empty where none is given.
   *
   * @throws ConfigurationException if it is no {@code ws://} or {@code wss://} URL with a host
   */
  public static Optional<Target> parse(String url) {
    if (url.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new Target(url(url), "", TlsPlan.PLATFORM));
  }

  /** The same target, whose HTTP requests go to paths below that one. */
  public Target under(String base) {
    return new Target(socket, base, tls);
  }

  /** The same target, spoken to with other TLS. */
  public Target with(TlsPlan other) {
    return new Target(socket, httpBase, other);
  }

  /** The HTTP URL of the same host and port with the given path, below the base. */
  public URI http(String path) {
    String scheme = "wss".equalsIgnoreCase(socket.getScheme()) ? "https" : "http";
    return URI.create(scheme + "://" + socket.getRawAuthority() + httpBase + path);
  }

  /** Whether the host is this machine's own loopback interface. */
  public boolean onLoopback() {
    String host = socket.getHost();
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /** Whether a client can come to it from any address of 127.0.0.0/8, which ::1 lets nobody. */
  public boolean isReachedFromLoopback() {
    return onLoopback() && !socket.getHost().startsWith("[");
  }

  /** The port, the scheme's own where none is named. */
  public int port() {
    if (socket.getPort() > 0) {
      return socket.getPort();
    }
    return "wss".equalsIgnoreCase(socket.getScheme()) ? 443 : 80;
  }

  /** The URL without what could let its reader in. */
  public String shown() {
    return ShownUrl.of(socket.toString());
  }

  private static URI url(String url) {
    try {
      URI uri = new URI(url.strip());
      boolean socket =
          "ws".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
      if (socket && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw refused(url);
    }
    throw refused(url);
  }

  private static ConfigurationException refused(String url) {
    return ConfigurationException.refused(
        "holdfast.target", "a URL such as ws://host:8080/ws or wss://host/ws", ShownUrl.of(url));
  }

  @Override
  public String toString() {
    return "Target[socket=" + shown() + "]";
  }
}
