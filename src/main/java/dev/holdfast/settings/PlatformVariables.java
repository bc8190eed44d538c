package dev.holdfast.settings;

import java.util.regex.Pattern;

/**
 * Variables of the environment that a platform sets by itself. Kubernetes tells each container of
 * the Services of its namespace so, and one of them may be called {@code holdfast}.
 *
 * <p>Source: Kubernetes documentation, "Service", environment variables.
 */
final class PlatformVariables {

  private static final Pattern HOST_OR_PORT =
      Pattern.compile("[A-Z0-9_]+_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)");
  private static final Pattern LINK =
      Pattern.compile("[A-Z0-9_]+_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");
  private static final Pattern PORT = Pattern.compile("[A-Z0-9_]+_PORT");
  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+");

  private PlatformVariables() {}

  /** Whether a platform has set this, and no user meant a setting by it. */
  static boolean hold(String name, String value) {
    return HOST_OR_PORT.matcher(name).matches()
        || LINK.matcher(name).matches()
        || (PORT.matcher(name).matches() && ADDRESS.matcher(value).matches());
  }
}
