package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.faults.Rig.Pair;
import dev.holdfast.faults.stages.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the proxy is while nothing is wrong, and how it comes and goes. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultProxyTest {

  @SuppressWarnings("NullAway.Init") // set before each test
  private Rig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new Rig();
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void theUpgradeRequestIsNotAlteredByAByte() throws IOException {
    Pair pair = rig.connect();
    String request = Rig.request(Rig.USER);

    pair.client().send(request.substring(0, 30)).send(request.substring(30));

    assertThat(pair.server().readText(request.length())).isEqualTo(request);
  }

  @Test
  void framesPassUnaltered() throws Exception {
    Pair pair = rig.open();
    byte[] much = new byte[20 << 20];
    new Random(7).nextBytes(much);

    CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(pair.server(), much));

    assertThat(pair.client().read(much.length)).isEqualTo(much);
    sent.get(10, TimeUnit.SECONDS);
  }

  private static void send(Peer peer, byte[] bytes) {
    try {
      peer.send(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsNoHttpPassesInBothDirectionsToo() throws IOException {
    Pair pair = rig.connect();

    pair.server().send("220 the server speaks first\n");

    assertThat(pair.client().readText(28)).isEqualTo("220 the server speaks first\n");
    pair.client().send("EHLO");
    assertThat(pair.server().readText(4)).isEqualTo("EHLO");
  }

  @Test
  void aHalfClosePassesAsOne() throws IOException {
    Pair pair = rig.open();

    pair.client().finish();

    assertThat(pair.server().ending()).isEqualTo(Ending.FIN);
    pair.server().send("still");
    assertThat(pair.client().readText(5)).isEqualTo("still");
    pair.server().close();
    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
    rig.awaitNoConnections();
  }

  @Test
  void aResetPassesAsOneInBothDirections() throws IOException {
    Pair first = rig.open();
    first.client().reset();
    assertThat(first.server().ending()).isEqualTo(Ending.RST);

    Pair second = rig.open();
    second.server().reset();
    assertThat(second.client().ending()).isEqualTo(Ending.RST);
    rig.awaitNoConnections();
  }

  @Test
  void aTargetThatIsDownIsSeenAsRst() throws IOException {
    rig.target.close();

    assertThat(Peer.endingOfConnection(rig.proxy.port())).isEqualTo(Ending.RST);
  }

  @Test
  void theUrlLeadsToTheProxyAndKeepsThePath() {
    assertThat(rig.proxy.url().toString()).isEqualTo("ws://127.0.0.1:" + rig.proxy.port() + "/ws");
  }

  @Test
  void aUserIsForgottenOnceGone() throws IOException {
    Pair pair = rig.open();
    assertThat(rig.user().connections()).isEqualTo(1);

    pair.client().close();
    pair.server().close();

    rig.awaitNoConnections();
    assertThat(rig.user().connections()).isZero();
  }

  @Test
  void closingClosesConnectionsAndThePort() throws IOException {
    Pair pair = rig.open();
    int port = rig.proxy.port();

    rig.proxy.close();

    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
    assertThat(pair.server().ending()).isEqualTo(Ending.FIN);
    Peer.awaitRefusal(port);
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertThatThrownBy(() -> FaultProxy.start("ftp://host", ProxySettings.defaults()))
        .hasMessageContaining("target must be host:port, or a URL such as ws://host:port/path")
        .hasMessageContaining("got: ftp://host");
    assertThatThrownBy(() -> FaultProxy.start("x://u:pw@h/?token=abc", ProxySettings.defaults()))
        .hasMessageNotContainingAny("pw", "abc");
    assertThatThrownBy(() -> ProxySettings.defaults().port(70_000))
        .hasMessage("port must be 0 to 65535, got: 70000");
    assertThatThrownBy(() -> ProxySettings.defaults().userHeader("a b"))
        .hasMessage("userHeader must be letters, digits and hyphens, got: a b");
    assertThatThrownBy(() -> Injection.of(Fault.IDLE_CUT).time(Duration.ZERO))
        .hasMessage("time of idle-cut must be at least 1 ms, got: PT0S");
    assertThatThrownBy(() -> Fault.of("rset")).hasMessageEndingWith(", got: rset");
  }

  @Test
  void aPortThatIsTakenIsRefusedAndLeavesNothingBehind() {
    ProxySettings taken = ProxySettings.defaults().port(rig.proxy.port());

    assertThatThrownBy(() -> FaultProxy.start("localhost:1", taken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("listening on ");
  }
}
