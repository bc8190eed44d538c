package dev.holdfast.run.context;

import dev.holdfast.plan.RunPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The source addresses that a client can really have on this machine. Linux takes all of
 * 127.0.0.0/8 for its own; macOS and some containers take 127.0.0.1 only.
 */
public final class BindableAddresses {

  private BindableAddresses() {}

  /**
   * The plan with those alone.
   *
   * @param say is told if some were left out, and what that means
   */
  public static RunPlan only(RunPlan plan, Consumer<String> say) {
    return only(plan, BindableAddresses::isBindable, say);
  }

  public static RunPlan only(RunPlan plan, Predicate<String> bindable, Consumer<String> say) {
    List<String> wanted = plan.load().sourceAddresses();
    List<String> left = wanted.stream().filter(bindable).toList();
    if (left.size() == wanted.size()) {
      return plan;
    }
    say.accept(
        "holdfast: "
            + (wanted.size() - left.size())
            + " of "
            + wanted.size()
            + " of holdfast.source-addresses cannot be bound on this machine; "
            + (left.isEmpty()
                ? "users who move tell so in their headers only"
                : "users move between " + String.join(", ", left)));
    return plan.with(plan.load().from(left));
  }

  private static boolean isBindable(String address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
