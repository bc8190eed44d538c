package dev.holdfast.steps.connection;

import dev.holdfast.user.VirtualUser;
import io.gatling.http.client.LocalAddresses;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The local address that a virtual user's next connection leaves from.
 *
 * <p>Gatling fixes one address for a virtual user's whole life. It keeps it in a session attribute,
 * which is replaced here, so that a client really comes back from another IP. It looks there only
 * if its protocol has local addresses: without {@link #movable} all clients keep one. The
 * attribute's name is Gatling's own (3.15); {@code GatlingInternalsIT} fails should it change.
 */
public final class SourceAddress {

  private static final String ATTRIBUTE = "gatling.http.cache.localAddresses";

  /** As few as are configured, and needed at each connection. */
  private static final Map<String, LocalAddresses> KNOWN = new ConcurrentHashMap<>();

  private SourceAddress() {}

  /**
   * The protocol of users whose source address can move.
   *
   * @param addresses those that they can have; none moves anybody
   */
  public static HttpProtocolBuilder movable(HttpProtocolBuilder protocol, List<String> addresses) {
    return addresses.isEmpty() ? protocol : protocol.localAddresses(addresses);
  }

  /** Lets a user's next connection leave from the address that it has in its present place. */
  public static Session bind(Session session, VirtualUser user) {
    List<String> addresses = user.runContext().plan().load().sourceAddresses();
    if (addresses.isEmpty() || !user.runContext().network().isReachedFromLoopback()) {
      return session;
    }
    int index = Math.floorMod(user.number() + user.place().ordinal(), addresses.size());
    return bind(session, addresses.get(index));
  }

  public static Session bind(Session session, String address) {
    return session.set(ATTRIBUTE, KNOWN.computeIfAbsent(address, SourceAddress::local));
  }

  private static LocalAddresses local(String address) {
    InetSocketAddress local = new InetSocketAddress(numeric(address), 0);
    return new LocalAddresses(null, null, local, null, null, null);
  }

  private static InetAddress numeric(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "holdfast.source-addresses must be local IP addresses, got: " + address, e);
    }
  }
}
