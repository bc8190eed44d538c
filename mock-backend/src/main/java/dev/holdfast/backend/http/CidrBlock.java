package dev.holdfast.backend.http;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * The addresses that share a prefix (RFC 4632, RFC 4291 section 2.3).
 *
 * @param network the lowest of them
 * @param prefix the number of leading bits that they share: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
record CidrBlock(InetAddress network, int prefix) {

  /**
   * @throws IllegalArgumentException if the prefix is out of its range or the network has bits
   *     beyond it
   */
  CidrBlock {
    int bits = network.getAddress().length * Byte.SIZE;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(
          "prefix must be 0 to " + bits + " for " + IpAddress.text(network) + ", got: " + prefix);
    }
    if (new BigInteger(1, network.getAddress()).getLowestSetBit() >= 0
        && new BigInteger(1, network.getAddress()).getLowestSetBit() < bits - prefix) {
      throw new IllegalArgumentException(
          "network must have no bits beyond its prefix, got: "
              + IpAddress.text(network)
              + "/"
              + prefix);
    }
  }

  /** The block of that textual form: an address, alone or with {@code /prefix}. */
  static CidrBlock parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    InetAddress network =
        IpAddress.parse(address)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "network must be an IP address, got: '" + address + "'"));
    if (slash < 0) {
      return new CidrBlock(network, network.getAddress().length * Byte.SIZE);
    }
    String prefix = text.substring(slash + 1);
    if (!prefix.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("prefix must be a number, got: '" + prefix + "'");
    }
    return new CidrBlock(network, Integer.parseInt(prefix));
  }

  boolean contains(InetAddress address) {
    byte[] one = network.getAddress();
    byte[] other = address.getAddress();
    if (one.length != other.length) {
      return false;
    }
    BigInteger difference = new BigInteger(1, one).xor(new BigInteger(1, other));
    return difference.bitLength() <= one.length * Byte.SIZE - prefix;
  }
}
