package dev.holdfast.faults;

import java.net.URI;

/**
 * Where a proxy leads to.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param tls whether the proxy speaks TLS to it
 * @param path of its URL, which the proxy's own URL repeats; empty for a bare address
 */
record Upstream(String host, int port, boolean tls, String path) {

  /**
   * Reads {@code host:port}, or a URL with one of the schemes ws, http, tcp, wss, https, tls.
   *
   * @throws IllegalArgumentException naming the rule and the value
   */
  static Upstream parse(String target) {
    URI uri = uri(target);
    String scheme = String.valueOf(uri.getScheme());
    boolean tls =
        switch (scheme) {
          case "ws", "http", "tcp" -> false;
          case "wss", "https", "tls" -> true;
          default -> throw refused(target);
        };
    boolean web = scheme.startsWith("ws") || scheme.startsWith("http");
    int port = uri.getPort() > 0 || !web ? uri.getPort() : tls ? 443 : 80;
    String host = uri.getHost();
    if (host == null || port < 1 || port > 65535) {
      throw refused(target);
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new Upstream(bare, port, tls, uri.getRawPath() == null ? "" : uri.getRawPath());
  }

  private static URI uri(String target) {
    try {
      return URI.create(target.contains("://") ? target : "tcp://" + target);
    } catch (IllegalArgumentException e) {
      throw refused(target);
    }
  }

  private static IllegalArgumentException refused(String target) {
    // A query may carry a token.
    return new IllegalArgumentException(
        "target must be host:port, or a URL such as ws://host:port/path or wss://host/path, got: "
            + target.replaceFirst("[?#].*", "?…").replaceFirst("//[^/@]*@", "//…@"));
  }
}
