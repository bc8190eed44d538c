package dev.holdfast.steps;

import io.gatling.http.client.LocalAddresses;
import io.gatling.javaapi.core.Session;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The local address that a virtual user's next connection leaves from.
 *
 * <p>Gatling fixes one address for a virtual user's whole life. It keeps it in a session attribute,
 * which is replaced here, so that a client really comes back from another IP. The attribute's name
 * is Gatling's own (3.15); {@code SourceAddressIT} fails should it change.
 */
final class SourceAddress {

  private static final String ATTRIBUTE = "gatling.http.cache.localAddresses";

  private SourceAddress() {}

  static Session bind(Session session, String address) {
    InetSocketAddress local = new InetSocketAddress(numeric(address), 0);
    return session.set(ATTRIBUTE, new LocalAddresses(null, null, local, null, null, null));
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
