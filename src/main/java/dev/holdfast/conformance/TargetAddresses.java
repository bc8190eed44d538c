package dev.holdfast.conformance;

import dev.holdfast.plan.RunPlan;
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
 * A target whose name stands for several addresses, some of which may accept no connection. Load
 * passes over those; a client of the JDK tries the first only. The usual case is {@code localhost}
 * where the server listens on ::1 alone.
 *
 * @param target to speak to: at its first address that accepts, if the very first does not
 * @param silent which addresses accept no connection, in one line; empty if all do, or if there is
 *     but one
 */
public record TargetAddresses(Target target, Optional<String> silent) {

  /** Tries each address of a plan's target once; empty where it has none. */
  public static Optional<TargetAddresses> tried(RunPlan plan) {
    return plan.target().map(target -> tried(target, plan.patience().connect()));
  }

  /**
   * Tries each address of a target once.
   *
   * @param patience how long one may take to accept a connection
   */
  public static TargetAddresses tried(Target target, Duration patience) {
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(target.socket().getHost()));
      return tried(target, addresses, patience);
    } catch (UnknownHostException e) {
      // The probe tells that.
      return new TargetAddresses(target, Optional.empty());
    }
  }

  /**
   * The same where the name is known to stand for these.
   *
   * @param addresses in the order in which they are tried
   */
  public static TargetAddresses tried(
      Target target, List<InetAddress> addresses, Duration patience) {
    if (addresses.size() < 2) {
      return new TargetAddresses(target, Optional.empty());
    }
    List<InetAddress> accepting = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, target.port()), (int) patience.toMillis());
        accepting.add(address);
      } catch (IOException e) {
        silent.add(address.getHostAddress() + " (" + e.getMessage() + ")");
      }
    }
    if (silent.isEmpty()) {
      return new TargetAddresses(target, Optional.empty());
    }
    String told =
        silent.size()
            + " of "
            + addresses.size()
            + " addresses of "
            + target.socket().getHost()
            + " do not accept connections: "
            + String.join(", ", silent);
    boolean moves =
        !accepting.isEmpty() && !accepting.contains(addresses.get(0)) && !target.isEncrypted();
    if (!moves) {
      return new TargetAddresses(target, Optional.of(told));
    }
    Target moved = target.at(accepting.get(0));
    return new TargetAddresses(
        moved, Optional.of(told + "; " + moved.socket().getHost() + " is used"));
  }
}
