package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.gate.GateProcess.Setting;
import dev.holdfast.steps.GatlingInternalsSimulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * SourceAddress}, seen on the wire, the states of {@code SocketState} and the answers of {@code
 * RefusedHandshakes}, on real connections. A version of Gatling that changes one fails here, by
 * name.
 */
final class GatlingInternalsIT {

  private static List<String> addresses = List.of();
  private static List<String> facts = List.of();
  private static List<String> bodies = List.of();

  @BeforeAll
  static void oneUserConnectsIsLeftAndIsRefused(@TempDir Path folder) throws Exception {
    Path written = folder.resolve("facts");
    int nobody;
    try (ServerSocket passing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = passing.getLocalPort();
    }
    HttpServer busy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    busy.createContext("/", GatlingInternalsIT::refuse);
    busy.start();
    try (WelcomingServer server = WelcomingServer.open();
        SilentServer silent = SilentServer.open()) {
      GateProcess gatling =
          GateProcess.start(
              folder,
              new Setting(GatlingInternalsSimulation.class.getName(), List.of(), List.of()),
              GatlingInternalsSimulation.SERVER + "=" + server.url(),
              GatlingInternalsSimulation.NOBODY + "=ws://127.0.0.1:" + nobody + "/ws",
              GatlingInternalsSimulation.BUSY
                  + "=ws://127.0.0.1:"
                  + busy.getAddress().getPort()
                  + "/ws",
              GatlingInternalsSimulation.SILENT + "=" + silent.url(),
              GatlingInternalsSimulation.FACTS + "=" + written);

      gatling.await(Duration.ofMinutes(1));

      addresses = List.copyOf(server.cameFrom());
      bodies = List.copyOf(silent.bodies());
      assertThat(written).as(gatling.output()).exists();
      facts = Files.readAllLines(written);
    } finally {
      busy.stop(0);
    }
  }

  private static void refuse(HttpExchange upgrade) throws IOException {
    upgrade.getResponseHeaders().set("Retry-After", "7");
    upgrade.sendResponseHeaders(429, -1);
    upgrade.close();
  }

  /** Why what others say, and messages over HTTP, must not be a text: it would be said twice. */
  @Test
  void aTextIsRepeatedWhoseConnectionEndsUnansweredAndAStreamIsNot() {
    assertThat(bodies).filteredOn(body -> body.equals("text")).hasSize(2);
    assertThat(bodies).filteredOn(body -> body.equals("once")).hasSize(1);
  }

  @Test
  void refusedHandshakesTellForHowLongABusyServerAsksToWait() {
    assertThat(facts)
        .contains("busy=refused with 429 Too Many Requests, Retry-After 7 s", "busy-again=nothing");
  }

  @Test
  void sourceAddressMovesTheNextConnectionOfALivingUser() {
    assertThat(addresses).containsExactly("127.0.0.7", "127.0.0.9", "127.0.0.9");
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
  void aFrameOfALengthThatIsLongerThanItNeedBeEndsTheConnection() {
    assertThat(facts).contains("long-length=false");
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
