package dev.holdfast.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;

/** A raw client, the proxy, a raw server. */
final class Rig implements AutoCloseable {

  static final String USER = "u-1";

  static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

  /** One connection, seen from both ends. */
  record Pair(Peer client, Peer server) {}

  final ServerSocket target;
  final FaultProxy proxy;
  final List<FaultListenerCall> told = Collections.synchronizedList(new ArrayList<>());
  private final List<Peer> peers = new ArrayList<>();

  /** What the listener was told. */
  record FaultListenerCall(String user, Fault fault) {}

  Rig() throws IOException {
    target = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    target.setSoTimeout(10_000);
    proxy =
        FaultProxy.start(
            "ws://127.0.0.1:" + target.getLocalPort() + "/ws",
            ProxySettings.defaults()
                .listener((user, fault, time) -> told.add(new FaultListenerCall(user, fault))));
  }

  Pair connect() throws IOException {
    Peer client = keep(Peer.connect(proxy.port()));
    return new Pair(client, accept());
  }

  Peer accept() throws IOException {
    return keep(new Peer(target.accept()));
  }

  private Peer keep(Peer peer) {
    peers.add(peer);
    return peer;
  }

  static String request(String user) {
    return "GET /ws HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "X-Holdfast-User: "
        + user
        + "\r\nAuthorization: Bearer secret-token\r\n\r\n";
  }

  Pair open() throws IOException {
    return open(USER);
  }

  Pair open(String user) throws IOException {
    Pair pair = connect();
    pair.client().send(request(user));
    pair.server().readHead();
    pair.server().send(SWITCHING);
    pair.client().readHead();
    return pair;
  }

  UserFaults user() {
    return proxy.on(USER);
  }

  /** In force for every byte after this. */
  void inject(Injection injection) {
    if (!user().inject(injection)) {
      throw new AssertionError("the user is not connected");
    }
    user().awaitApplied();
  }

  void awaitNoConnections() {
    Awaitility.await("all sockets closed").until(() -> proxy.connections() == 0);
  }

  static byte[] textFrame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[2 + payload.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    return frame;
  }

  static byte[] maskedFrame(String text) {
    byte[] key = {0x11, 0x22, 0x33, 0x44};
    byte[] plain = textFrame(text);
    byte[] frame = new byte[plain.length + 4];
    frame[0] = plain[0];
    frame[1] = (byte) (plain[1] | 0x80);
    System.arraycopy(key, 0, frame, 2, 4);
    for (int i = 2; i < plain.length; i++) {
      frame[i + 4] = (byte) (plain[i] ^ key[(i - 2) % 4]);
    }
    return frame;
  }

  @Override
  public void close() throws IOException {
    for (Peer peer : peers) {
      peer.close();
    }
    proxy.close();
    target.close();
  }
}
