package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.api.ApiRoutes;
import dev.holdfast.faults.api.ControlServer;
import dev.holdfast.faults.stages.Ending;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real client of Toxiproxy finds what it expects. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToxiproxyContractTest {

  private final ControlServer control =
      ControlServer.start("127.0.0.1", 0, ProxySettings.defaults());
  private final ToxiproxyClient client = new ToxiproxyClient("127.0.0.1", control.port());
  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init") // set before each test
  private ServerSocket target;

  @BeforeEach
  void listen() throws IOException {
    target = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    target.setSoTimeout(10_000);
  }

  @AfterEach
  void stop() throws IOException {
    control.close();
    target.close();
  }

  private Proxy proxy(String name) throws IOException {
    return client.createProxy(name, "127.0.0.1:0", "127.0.0.1:" + target.getLocalPort());
  }

  private static int port(Proxy proxy) {
    return Integer.parseInt(proxy.getListen().substring(proxy.getListen().indexOf(':') + 1));
  }

  @Test
  void proxiesAreCreatedFoundAndDeleted() throws IOException {
    Proxy chat = proxy("chat");
    proxy("auth");

    assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("auth", "chat");
    assertThat(client.getProxy("chat").getListen()).isEqualTo(chat.getListen());
    assertThat(chat.getUpstream()).isEqualTo("127.0.0.1:" + target.getLocalPort());
    chat.delete();
    assertThat(client.getProxyOrNull("chat")).isNull();
    Peer.awaitRefusal(port(chat));
  }

  @Test
  void aProxyThatIsDisabledIsDown() throws IOException {
    Proxy chat = proxy("chat");
    try (Peer before = Peer.connect(port(chat))) {
      chat.disable();
      assertThat(before.ending()).isNotEqualTo(Ending.SILENCE);
    }
    Peer.awaitRefusal(port(chat));

    chat.enable();

    Peer.connect(port(chat)).close();
    assertThat(chat.isEnabled()).isTrue();
  }

  @Test
  void everyToxicIsMadeReadChangedAndRemoved() throws IOException {
    Proxy chat = proxy("chat");
    var toxics = chat.toxics();
    toxics.latency("lat", ToxicDirection.UPSTREAM, 10).setJitter(5);
    toxics.bandwidth("band", ToxicDirection.DOWNSTREAM, 100).setRate(200);
    toxics.slowClose("slow", ToxicDirection.DOWNSTREAM, 10).setDelay(20);
    toxics.timeout("time", ToxicDirection.DOWNSTREAM, 10).setTimeout(20);
    toxics.resetPeer("reset", ToxicDirection.UPSTREAM, 10).setTimeout(20);
    toxics.slicer("slice", ToxicDirection.DOWNSTREAM, 10, 20).setSizeVariation(3);
    LimitData limit = toxics.limitData("limit", ToxicDirection.DOWNSTREAM, 10);
    limit.setBytes(99);
    limit.setToxicity(0.5f);

    assertThat(chat.toxics().getAll())
        .extracting(Toxic::getName)
        .containsExactlyInAnyOrder("lat", "band", "slow", "time", "reset", "slice", "limit");
    assertThat(chat.toxics().get("limit", LimitData.class).getBytes()).isEqualTo(99);
    assertThat(chat.toxics().get("limit").getToxicity()).isEqualTo(0.5f);
    assertThat(chat.toxics().get("lat").getStream()).isEqualTo(ToxicDirection.UPSTREAM);
    limit.remove();
    assertThat(chat.toxics().getAll()).hasSize(6);
    client.reset();
    assertThat(client.getProxy("chat").toxics().getAll()).isEmpty();
  }

  @Test
  void aToxicActsOnTheWire() throws IOException {
    Proxy chat = proxy("chat");
    try (Peer peer = Peer.connect(port(chat));
        Peer server = new Peer(target.accept())) {
      peer.send("x");
      assertThat(server.readText(1)).isEqualTo("x");
      chat.toxics().resetPeer("reset", ToxicDirection.DOWNSTREAM, 0);

      server.send("now");

      assertThat(peer.ending()).isEqualTo(Ending.RST);
    }
  }

  @Test
  void resetEnablesWhatIsDown() throws IOException {
    Proxy chat = proxy("chat");
    chat.disable();

    client.reset();

    Peer.connect(port(chat)).close();
  }

  @Test
  void aProxyIsMovedToAnotherTarget() throws IOException {
    Proxy chat = proxy("chat");
    try (ServerSocket other = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
      other.setSoTimeout(10_000);

      chat.setUpstream("127.0.0.1:" + other.getLocalPort());

      try (Peer peer = Peer.connect(port(chat));
          Peer server = new Peer(other.accept())) {
        peer.send("moved");
        assertThat(server.readText(5)).isEqualTo("moved");
      }
    }
  }

  @Test
  void theVersionIsOneOfToxiproxy() throws IOException {
    assertThat(client.version()).contains(ApiRoutes.VERSION);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control.port() + path))
            .timeout(Duration.ofMinutes(1))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void mistakesAreAnsweredWithTheirReason() throws Exception {
    proxy("chat");
    String toxics = "/proxies/chat/toxics";

    assertThat(send("GET", "/proxies/none", "").body())
        .isEqualTo("{\"error\":\"proxy not found\",\"status\":404}");
    assertThat(send("POST", "/proxies", "{\"name\":\"chat\",\"upstream\":\"a:1\"}").statusCode())
        .isEqualTo(409);
    assertThat(send("POST", "/proxies", "{\"name\":\"new\"}").body())
        .contains("missing required field: upstream");
    assertThat(send("POST", "/proxies", "{").statusCode()).isEqualTo(400);
    assertThat(send("POST", toxics, "{\"type\":\"lattency\"}").body())
        .contains("invalid toxic type", "got: lattency");
    assertThat(send("POST", toxics, "{\"type\":\"latency\",\"stream\":\"both\"}").body())
        .contains("stream must be upstream or downstream, got: both");
    assertThat(send("DELETE", toxics + "/none", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/nowhere", "").statusCode()).isEqualTo(404);
  }

  @Test
  void proxiesArePopulatedOnce() throws Exception {
    String body = "[{\"name\":\"a\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}]";

    assertThat(send("POST", "/populate", body).statusCode()).isEqualTo(201);
    String listen = client.getProxy("a").getListen();
    assertThat(send("POST", "/populate", body).body()).startsWith("{\"proxies\":[{\"name\":\"a\"");

    assertThat(client.getProxy("a").getListen()).isEqualTo(listen);
  }

  @Test
  void browsersAreRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control.port() + "/proxies"))
            .timeout(Duration.ofMinutes(1))
            .header("User-Agent", "Mozilla/5.0")
            .build();

    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }

  @Test
  void oneUsersConnectionIsLostOverTheInterfaceAndCounted() throws Exception {
    Proxy chat = proxy("chat");
    try (Peer peer = Peer.connect(port(chat));
        Peer server = new Peer(target.accept())) {
      peer.send(Rig.request("u 1"));
      server.readHead();
      server.send(Rig.SWITCHING);
      peer.readHead();

      assertThat(send("POST", "/proxies/chat/users/u%201/inject", "{\"fault\":\"reset\"}"))
          .matches(answer -> answer.statusCode() == 204);
      assertThat(peer.ending()).isEqualTo(Ending.RST);
    }
    assertThat(send("POST", "/proxies/chat/users/u-2/inject", "{\"fault\":\"reset\"}"))
        .matches(answer -> answer.statusCode() == 404);
    assertThat(
            send("POST", "/proxies/chat/users/u-2/next", "{\"fault\":\"refuse-429\",\"time\":3}"))
        .matches(answer -> answer.statusCode() == 204);
    assertThat(send("GET", "/metrics", "").body())
        .contains("holdfast_proxy_faults_total{proxy=\"chat\",fault=\"reset\"} 1\n")
        .contains("toxiproxy_proxy_received_bytes_total{direction=\"upstream\",proxy=\"chat\",");
  }

  @Test
  void oneUsersBlackHoleIsHealedOverTheInterface() throws Exception {
    Proxy chat = proxy("chat");
    try (Peer peer = Peer.connect(port(chat));
        Peer server = new Peer(target.accept())) {
      peer.send(Rig.request("u-1"));
      server.readHead();
      server.send(Rig.SWITCHING);
      peer.readHead();
      String user = "/proxies/chat/users/u-1/";
      assertThat(send("POST", user + "inject", "{\"fault\":\"black-hole\"}").statusCode())
          .isEqualTo(204);
      server.send("late");
      assertThat(peer.isSilent()).isTrue();

      assertThat(send("POST", user + "heal", "{}").statusCode()).isEqualTo(204);

      assertThat(peer.readText(4)).isEqualTo("late");
    }
  }
}
