package dev.holdfast.plan.reach;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.ShownUrl;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a backend listens for WebSockets.
 *
 * @param socket {@code ws://} or {@code wss://} with a host
 * @param paths where its HTTP requests go
 * @param tls whom to believe, and as whom to come, where it is {@code wss}
 */
public record Target(URI socket, HttpPaths paths, TlsPlan tls) {

  /** A host that Java's own URLs do not take for one; what containers are called is often such. */
  private static final Pattern HOST_WITH_UNDERSCORE =
      Pattern.compile("([A-Za-z0-9._-]*_[A-Za-z0-9._-]*)(:[0-9]{1,5})?");

  /**
   * Reads the value of {@code holdfast.target}; empty where none is given.
   *
   * @throws ConfigurationException if it is no {@code ws://} or {@code wss://} URL with a host
   */
  public static Optional<Target> parse(String url) {
    if (url.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new Target(url(url), HttpPaths.NATIVE, TlsPlan.PLATFORM));
  }

  /** The same target, whose HTTP requests go there. */
  public Target with(HttpPaths other) {
    return new Target(socket, other, tls);
  }

  /** The same target, spoken to with other TLS. */
  public Target with(TlsPlan other) {
    return new Target(socket, paths, other);
  }

  /** The HTTP URL of the same host and port that stands for a path of the protocol. */
  public URI http(String path) {
    String scheme = isEncrypted() ? "https" : "http";
    try {
      return new URI(scheme + "://" + socket.getRawAuthority() + paths.of(path));
    } catch (URISyntaxException e) {
      // Its own message quotes the URL, which may hold a secret.
      throw new IllegalArgumentException(
          "the path of a request has a character that no URL may have, at " + e.getIndex());
    }
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
    return isEncrypted() ? 443 : 80;
  }

  /** The URL without what could let its reader in. */
  public String shown() {
    return ShownUrl.of(socket.toString());
  }

  /** Whether it is spoken to by TLS, whose certificate is for the name of its host. */
  public boolean isEncrypted() {
    return "wss".equalsIgnoreCase(socket.getScheme());
  }

  /** The same target at one of its addresses: its requests name that as their host. */
  public Target at(InetAddress address) {
    String host = Pattern.quote(socket.getHost());
    return new Target(
        URI.create(socket.toString().replaceFirst(host, literal(address))), paths, tls);
  }

  private static String literal(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    // Java writes out its zeros.
    return address.isLoopbackAddress() ? "[::1]" : "[" + address.getHostAddress() + "]";
  }

  private static URI url(String url) {
    try {
      URI uri = new URI(url.strip());
      boolean socket =
          "ws".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
      if (socket && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
      Matcher named = HOST_WITH_UNDERSCORE.matcher(String.valueOf(uri.getRawAuthority()));
      if (socket && named.matches()) {
        return atItsAddress(uri, named.group(1));
      }
    } catch (URISyntaxException e) {
      throw refused(url);
    }
    throw refused(url);
  }

  private static URI atItsAddress(URI uri, String host) throws URISyntaxException {
    if ("wss".equalsIgnoreCase(uri.getScheme())) {
      throw ConfigurationException.refused(
          "holdfast.target", "without _ in its host name where it is wss", host);
    }
    try {
      return new URI(
          uri.toString().replaceFirst(Pattern.quote(host), literal(InetAddress.getByName(host))));
    } catch (UnknownHostException e) {
      throw ConfigurationException.refused(
          "holdfast.target", "on a host whose name this machine can look up", host);
    }
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
