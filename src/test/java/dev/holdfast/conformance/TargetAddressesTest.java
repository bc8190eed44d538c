package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.reach.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TargetAddressesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void thoseThatAcceptNothingAreNamed() throws IOException {
    try (ServerSocket server = listening()) {
      Target target = target("ws", server);

      TargetAddresses tried =
          TargetAddresses.tried(target, addresses("127.0.0.1", "127.0.0.9"), PATIENCE);

      assertThat(tried.silent())
          .contains(
              "1 of 2 addresses of localhost do not accept connections: "
                  + "127.0.0.9 (Connection refused)");
      assertThat(tried.target()).isEqualTo(target);
    }
  }

  @Test
  void theFirstThatAcceptsIsUsedWhereTheVeryFirstDoesNot() throws IOException {
    try (ServerSocket server = listening()) {
      TargetAddresses tried =
          TargetAddresses.tried(
              target("ws", server), addresses("127.0.0.9", "127.0.0.8", "127.0.0.1"), PATIENCE);

      assertThat(tried.target().socket())
          .hasToString("ws://127.0.0.1:" + server.getLocalPort() + "/chat?room=1");
      assertThat(tried.silent().orElseThrow()).endsWith("; 127.0.0.1 is used");
    }
  }

  @Test
  void anAddressOfTheOtherFamilyIsWrittenAsInAUrl() throws IOException {
    Target target = Target.parse("ws://localhost:8080/chat").orElseThrow();

    byte[] address = new byte[16];
    address[15] = 1;
    assertThat(target.at(InetAddress.getByAddress(address)).socket())
        .hasToString("ws://[::1]:8080/chat");
    address[0] = 0x20;
    assertThat(target.at(InetAddress.getByAddress(address)).socket())
        .hasToString("ws://[2000:0:0:0:0:0:0:1]:8080/chat");
  }

  @Test
  void aCertificateIsForTheNameSoTheNameStays() throws IOException {
    try (ServerSocket server = listening()) {
      Target target = target("wss", server);

      TargetAddresses tried =
          TargetAddresses.tried(target, addresses("127.0.0.9", "127.0.0.1"), PATIENCE);

      assertThat(tried.target()).isEqualTo(target);
      assertThat(tried.silent()).isPresent();
    }
  }

  @Test
  void nothingIsToldWhereAllAccept() throws IOException {
    try (ServerSocket server = listening()) {
      Target target = target("ws", server);

      assertThat(TargetAddresses.tried(target, addresses("127.0.0.1", "127.0.0.1"), PATIENCE))
          .isEqualTo(new TargetAddresses(target, Optional.empty()));
    }
  }

  @Test
  void aloneItIsTheProbesToTell() throws IOException {
    int nobody;
    try (ServerSocket passing = listening()) {
      nobody = passing.getLocalPort();
    }
    Target target = Target.parse("ws://127.0.0.1:" + nobody + "/ws").orElseThrow();

    assertThat(TargetAddresses.tried(target, PATIENCE).silent()).isEmpty();
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static Target target(String scheme, ServerSocket server) {
    return Target.parse(scheme + "://localhost:" + server.getLocalPort() + "/chat?room=1")
        .orElseThrow();
  }

  private static List<InetAddress> addresses(String... literals) throws IOException {
    InetAddress[] addresses = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      addresses[i] = InetAddress.getByName(literals[i]);
    }
    return List.of(addresses);
  }
}
