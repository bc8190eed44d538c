package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gate.GateProcess.Setting;
import dev.holdfast.steps.GatlingInternalsSimulation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the steps take from inside Gatling is still there: the session attribute of {@code
 * SourceAddress}, seen on the wire, and the states of {@code SocketState}, on real connections. A
 * version of Gatling that changes either fails here, by name.
 */
final class GatlingInternalsIT {

  private static List<String> addresses = List.of();
  private static List<String> facts = List.of();

  @BeforeAll
  static void oneUserConnectsIsLeftAndIsRefused(@TempDir Path folder) throws Exception {
    Path written = folder.resolve("facts");
    int nobody;
    try (ServerSocket passing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = passing.getLocalPort();
    }
    try (WelcomingServer server = WelcomingServer.open()) {
      GateProcess gatling =
          GateProcess.start(
              folder,
              new Setting(GatlingInternalsSimulation.class.getName(), List.of(), List.of()),
              GatlingInternalsSimulation.SERVER + "=" + server.url(),
              GatlingInternalsSimulation.NOBODY + "=ws://127.0.0.1:" + nobody + "/ws",
              GatlingInternalsSimulation.FACTS + "=" + written);

      gatling.await(Duration.ofSeconds(60));

      addresses = List.copyOf(server.cameFrom());
      assertThat(written).as(gatling.output()).exists();
      facts = Files.readAllLines(written);
    }
  }

  @Test
  void sourceAddressMovesTheNextConnectionOfALivingUser() {
    assertThat(addresses).containsExactly("127.0.0.7", "127.0.0.9");
  }

  @Test
  void socketStateTellsAnOpenConnectionFromAClosedOne() {
    assertThat(facts).contains("connected=true", "closed=false");
  }

  @Test
  void socketStateSeesThatTheServerEndedAConnection() {
    assertThat(facts).contains("left=false");
  }

  @Test
  void socketStateTellsWhyAHandshakeFailed() {
    assertThat(facts).contains("refused=false");
    assertThat(facts)
        .filteredOn(fact -> fact.startsWith("why="))
        .singleElement()
        .asString()
        .containsIgnoringCase("refused");
  }
}
