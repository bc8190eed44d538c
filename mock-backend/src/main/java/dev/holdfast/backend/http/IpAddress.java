package dev.holdfast.backend.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads and writes IP addresses, also as proxies write them; never resolves a name. Java's and
 * Jetty's own readers ask the name service for what is no address, and so would let a client choose
 * whom.
 */
final class IpAddress {
  private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](:\\d{1,5})?");
  private static final Pattern IPV4_AND_PORT = Pattern.compile("([0-9.]+):\\d{1,5}");
  private static final int LONGEST = 45;

  private IpAddress() {}

  /** The address of that textual form; empty if it is none, or a name. */
  static Optional<InetAddress> parse(String text) {
    boolean literal =
        text.length() <= LONGEST && (IPV4.matcher(text).matches() || IPV6.matcher(text).matches());
    if (!literal) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text.indexOf(':') >= 0 ? "[" + text + "]" : text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** As {@link #parse}, of a hop as proxies write it: perhaps quoted, bracketed, with a port. */
  static Optional<InetAddress> parseHop(String hop) {
    String text = hop.strip();
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    var bracketed = BRACKETED.matcher(text);
    if (bracketed.matches()) {
      return parse(bracketed.group(1)).filter(address -> bracketed.group(1).indexOf(':') >= 0);
    }
    var withPort = IPV4_AND_PORT.matcher(text);
    return parse(withPort.matches() ? withPort.group(1) : text);
  }

  /** The textual form, without the scope of a link-local address. */
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
