package dev.holdfast.backend.http;

import java.net.InetAddress;
import java.util.Arrays;
import org.eclipse.jetty.util.InetAddressSet;
import org.jspecify.annotations.Nullable;

/** The proxies in front of the backend, whose word about where a request comes from is taken. */
public final class TrustedProxies {
  private static final TrustedProxies NONE = new TrustedProxies(new InetAddressSet());

  private final InetAddressSet trusted;

  private TrustedProxies(InetAddressSet trusted) {
    this.trusted = trusted;
  }

  /** Trusts nobody: every peer is the client. */
  public static TrustedProxies none() {
    return NONE;
  }

  /**
   * Trusts the addresses and CIDR blocks, IPv4 and IPv6, of a list with commas, such as {@code
   * 10.0.0.0/8, 2001:db8::/32, 192.0.2.7}. An empty list trusts nobody.
   *
   * @throws IllegalArgumentException if an entry is neither
   */
  public static TrustedProxies parse(String list) {
    if (list.isBlank()) {
      return NONE;
    }
    InetAddressSet trusted = new InetAddressSet();
    Arrays.stream(list.split(",", -1)).map(String::strip).forEach(entry -> add(trusted, entry));
    return new TrustedProxies(trusted);
  }

  private static void add(InetAddressSet trusted, String entry) {
    try {
      // Jetty would ask the name service for what is no address.
      if (IpAddress.parse(entry.replaceFirst("/.*", "")).isPresent()) {
        trusted.add(entry);
        return;
      }
    } catch (IllegalArgumentException e) {
      throw refused(entry, e);
    }
    throw refused(entry, null);
  }

  private static IllegalArgumentException refused(String entry, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "trusted-proxies must be addresses or CIDR blocks such as 10.0.0.0/8, without names and"
            + " without bits beyond the prefix, got: '"
            + entry
            + "'",
        cause);
  }

  /** Whether the address is one of theirs. */
  public boolean trusts(InetAddress address) {
    return trusted.test(address);
  }
}
