package dev.holdfast.backend.socket;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;

/** Finds the session token of an upgrade: header, else query, else offered subprotocol. */
final class BearerToken {
  static final String PROTOCOL = "holdfast.v1";
  private static final String SCHEME = "Bearer ";
  private static final String OFFERED = "bearer.";

  private BearerToken() {}

  /** The token as the client sent it; empty if it sent none. */
  static String of(ServerUpgradeRequest request) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (header != null) {
      return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
          ? header.substring(SCHEME.length()).trim()
          : "";
    }
    Optional<String> query = inQuery(request);
    if (query.isPresent()) {
      return query.get();
    }
    List<String> offered = request.getSubProtocols();
    for (String protocol : offered) {
      if (protocol.startsWith(OFFERED)) {
        return protocol.substring(OFFERED.length());
      }
    }
    return "";
  }

  private static Optional<String> inQuery(ServerUpgradeRequest request) {
    try {
      Fields.Field field = Request.extractQueryParameters(request).get("token");
      return Optional.ofNullable(field).map(Fields.Field::getValue);
    } catch (IllegalArgumentException | UncheckedIOException | IllegalStateException e) {
      // A query that cannot be read brings a token that is not valid, and is answered as one.
      return Optional.of("");
    }
  }
}
