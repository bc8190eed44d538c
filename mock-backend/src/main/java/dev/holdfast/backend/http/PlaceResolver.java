package dev.holdfast.backend.http;

import dev.holdfast.backend.auth.ClientPlace;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/**
 * Finds where a request comes from. Only a trusted proxy is believed, and only what it saw itself:
 * {@code X-Forwarded-For} is walked from the right, past the trusted hops, to the first that is not
 * trusted. All to the left of that is hearsay, as is a hop that is no address and all left of it.
 */
public final class PlaceResolver {
  private static final Pattern COORDINATES =
      Pattern.compile(
          "\\s*(-?\\d{1,3}(?:\\.\\d{1,10})?)\\s*,\\s*(-?\\d{1,3}(?:\\.\\d{1,10})?)\\s*");
  private static final int LONGEST_DEVICE = 256;

  private final TrustedProxies trusted;

  /** A resolver that believes these proxies and nobody else. */
  public PlaceResolver(TrustedProxies trusted) {
    this.trusted = trusted;
  }

  /** The place of a request, also of one that asks for an upgrade. Never fails on a bad header. */
  public ClientPlace of(Request request) {
    HttpFields headers = request.getHeaders();
    Optional<InetAddress> peer = Peer.address(request);
    boolean believed = peer.filter(trusted::trusts).isPresent();
    Optional<InetAddress> client = believed ? peer.map(proxy -> behind(proxy, headers)) : peer;
    return new ClientPlace(
        client.map(IpAddress::text).orElse(""), believed ? location(headers) : "", device(headers));
  }

  private InetAddress behind(InetAddress proxy, HttpFields headers) {
    List<String> hops =
        headers.getValuesList("X-Forwarded-For").stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .filter(hop -> !hop.isBlank())
            .toList();
    if (hops.isEmpty()) {
      return Optional.ofNullable(headers.get("X-Real-IP"))
          .flatMap(IpAddress::parseHop)
          .orElse(proxy);
    }
    InetAddress nearest = proxy;
    for (int i = hops.size() - 1; i >= 0; i--) {
      Optional<InetAddress> hop = IpAddress.parseHop(hops.get(i));
      if (hop.isEmpty()) {
        return nearest;
      }
      nearest = hop.get();
      if (!trusted.trusts(nearest)) {
        return nearest;
      }
    }
    return nearest;
  }

  private static String location(HttpFields headers) {
    String value = headers.get("X-Geolocation");
    if (value == null) {
      return "";
    }
    Matcher matcher = COORDINATES.matcher(value);
    if (!matcher.matches()
        || Math.abs(Double.parseDouble(matcher.group(1))) > 90
        || Math.abs(Double.parseDouble(matcher.group(2))) > 180) {
      return "";
    }
    return matcher.group(1) + "," + matcher.group(2);
  }

  private static String device(HttpFields headers) {
    String agent = headers.get("User-Agent");
    if (agent == null) {
      return "";
    }
    String printable = agent.replaceAll("\\p{Cntrl}", "").strip();
    return printable.substring(0, Math.min(printable.length(), LONGEST_DEVICE));
  }
}
