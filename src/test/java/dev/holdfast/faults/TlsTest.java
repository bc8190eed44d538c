package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.faults.stages.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plain in, TLS out. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SSLContext server;

  @BeforeAll
  static void certify() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "test",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1",
        "-validity",
        "2",
        "-storetype",
        "PKCS12");
    keytool("-exportcert", "-alias", "test", "-rfc", "-file", folder.resolve("ca.pem").toString());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-keystore",
            folder.resolve("keys.p12").toString(),
            "-storepass",
            new String(PASSWORD)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
  }

  private static SSLServerSocket listen() throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static CompletableFuture<Peer> accept(SSLServerSocket target) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new Peer(target.accept());
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static FaultProxy proxy(SSLServerSocket target, Trust trust) {
    return FaultProxy.start(
        "wss://127.0.0.1:" + target.getLocalPort() + "/ws", ProxySettings.defaults().trust(trust));
  }

  @Test
  void bytesPassFromPlainToTlsAndBack() throws Exception {
    try (SSLServerSocket target = listen();
        FaultProxy proxy = proxy(target, Trust.certificates(folder.resolve("ca.pem")));
        Peer client = Peer.connect(proxy.port())) {
      try (Peer peer = accept(target).get(10, TimeUnit.SECONDS)) {
        client.send(Rig.request(Rig.USER));
        assertThat(peer.readHead()).isEqualTo(Rig.request(Rig.USER));
        peer.send(Rig.SWITCHING);
        assertThat(client.readHead()).isEqualTo(Rig.SWITCHING);

        proxy.on(Rig.USER).inject(Fault.RESET);

        assertThat(client.ending()).isEqualTo(Ending.RST);
        assertThatThrownBy(() -> peer.read(1))
            .as("no close_notify")
            .isInstanceOf(IOException.class);
      }
      assertThat(proxy.url().toString()).isEqualTo("ws://127.0.0.1:" + proxy.port() + "/ws");
    }
  }

  @Test
  void anEndOfTlsPassesAsFin() throws Exception {
    try (SSLServerSocket target = listen();
        FaultProxy proxy = proxy(target, Trust.everybody());
        Peer client = Peer.connect(proxy.port())) {
      try (Peer peer = accept(target).get(10, TimeUnit.SECONDS)) {
        client.send("hello");
        assertThat(peer.readText(5)).isEqualTo("hello");
        peer.send("bye");
        peer.socket.close();

        assertThat(client.readText(3)).isEqualTo("bye");
        assertThat(client.ending()).isEqualTo(Ending.FIN);
      }
    }
  }

  @Test
  void aServerThatIsNotTrustedIsNotSpokenTo() throws Exception {
    try (SSLServerSocket target = listen();
        FaultProxy proxy = proxy(target, Trust.platform());
        Peer client = Peer.connect(proxy.port())) {
      client.send("secret"); // before the handshake, whose end resets this connection
      CompletableFuture<Peer> accepted = accept(target);
      try (Peer peer = accepted.get(10, TimeUnit.SECONDS)) {
        assertThatThrownBy(() -> peer.read(6)).isInstanceOf(IOException.class);
      }

      assertThat(client.ending()).isEqualTo(Ending.RST);
    }
  }

  @Test
  void certificatesThatCannotBeReadAreRefused() {
    assertThatThrownBy(
            () ->
                FaultProxy.start(
                    "wss://127.0.0.1:1",
                    ProxySettings.defaults().trust(Trust.certificates(folder.resolve("none.pem")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("trust must be a readable PEM file of certificates, got: ");
  }
}
