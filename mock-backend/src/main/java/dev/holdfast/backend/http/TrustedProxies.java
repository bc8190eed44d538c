package dev.holdfast.backend.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** The proxies in front of the backend, whose word about where a request comes from is taken. */
public final class TrustedProxies {
  private static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<CidrBlock> blocks;

  private TrustedProxies(List<CidrBlock> blocks) {
    this.blocks = List.copyOf(blocks);
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
    return new TrustedProxies(
        Arrays.stream(list.split(",", -1)).map(String::strip).map(TrustedProxies::block).toList());
  }

  private static CidrBlock block(String entry) {
    try {
      return CidrBlock.parse(entry);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "trusted-proxies must be addresses or CIDR blocks such as 10.0.0.0/8, got: '"
              + entry
              + "' ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** Whether the address is one of theirs. */
  public boolean trusts(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
