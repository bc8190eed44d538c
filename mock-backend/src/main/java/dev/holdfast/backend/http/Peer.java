package dev.holdfast.backend.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/** The other end of the socket, whatever the headers say. */
final class Peer {
  /** What a request carries that did not start at this machine's own console. */
  private static final List<String> RELAYED =
      List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "Origin");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

  private Peer() {}

  /** Its address; empty on a socket without one. */
  static Optional<InetAddress> address(Request request) {
    // From the socket itself: the request's own getter may have been customized from headers.
    return request.getConnectionMetaData().getConnection().getEndPoint().getRemoteSocketAddress()
            instanceof InetSocketAddress socket
        ? Optional.ofNullable(socket.getAddress())
        : Optional.empty();
  }

  /**
   * Whether the request was made on this machine: from loopback, to loopback, and neither by a
   * proxy that runs here for others nor by a page in a browser that does. Such a page may have a
   * name of its own lead here, and then tells that name.
   */
  static boolean local(Request request) {
    HttpFields headers = request.getHeaders();
    return address(request).filter(InetAddress::isLoopbackAddress).isPresent()
        && LOOPBACK.matcher(Request.getServerName(request)).matches()
        && RELAYED.stream().noneMatch(headers::contains);
  }
}
