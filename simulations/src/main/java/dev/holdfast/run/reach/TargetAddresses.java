package dev.holdfast.run.reach;

import dev.holdfast.plan.reach.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a name stands for several addresses, users are spread over them, and pass over those that
 * take no connection: whoever reads the figures should know.
 */
public final class TargetAddresses {

  private TargetAddresses() {}

  /**
   * Tries each address of a target once.
   *
   * @param patience how long one may take to accept a connection
   * @return which do not, in one line; empty if all do, or if there is but one
   */
  public static Optional<String> unreachable(Target target, Duration patience) {
    String host = target.socket().getHost();
    try {
      return unreachable(host, List.of(InetAddress.getAllByName(host)), target.port(), patience);
    } catch (UnknownHostException e) {
      // The probe tells that.
      return Optional.empty();
    }
  }

  public static Optional<String> unreachable(
      String host, List<InetAddress> addresses, int port, Duration patience) {
    if (addresses.size() < 2) {
      return Optional.empty();
    }
    List<String> silent = new ArrayList<>();
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
      } catch (IOException e) {
        silent.add(address.getHostAddress() + " (" + e.getMessage() + ")");
      }
    }
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            silent.size()
                + " of "
                + addresses.size()
                + " addresses of "
                + host
                + " do not accept connections: "
                + String.join(", ", silent));
  }
}
