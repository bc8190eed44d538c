package dev.holdfast.run.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.reach.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetAddressesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void thoseThatAcceptNothingAreNamed() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();

      assertThat(
              TargetAddresses.unreachable(
                  "chat.test", addresses("127.0.0.9", "127.0.0.1"), port, PATIENCE))
          .contains(
              "1 of 2 addresses of chat.test do not accept connections: "
                  + "127.0.0.9 (Connection refused)");
      assertThat(
              TargetAddresses.unreachable(
                  "chat.test", addresses("127.0.0.1", "127.0.0.1"), port, PATIENCE))
          .isEmpty();
    }
  }

  @Test
  void aloneItIsTheProbesToTell() throws IOException {
    int nobody;
    try (ServerSocket passing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = passing.getLocalPort();
    }

    assertThat(
            TargetAddresses.unreachable(
                Target.parse("ws://127.0.0.1:" + nobody + "/ws").orElseThrow(), PATIENCE))
        .isEmpty();
  }

  private static List<InetAddress> addresses(String... literals) throws IOException {
    InetAddress[] addresses = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      addresses[i] = InetAddress.getByName(literals[i]);
    }
    return List.of(addresses);
  }
}
