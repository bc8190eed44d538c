package dev.holdfast.gate;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accepts one WebSocket after the other, says welcome, from the third on in a frame that is not
 * sound, ends each with the first frame that it is sent, and remembers the addresses that they came
 * from.
 */
final class WelcomingServer implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
  private static final String HANDSHAKE_KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** The first two are sound, the third has a length that is longer than it need be. */
  private static final byte[][] WELCOMES = {
    {(byte) 0x81, 2, 'h', 'i'},
    {(byte) 0x81, 2, 'h', 'i'},
    {(byte) 0x81, 126, 0, 2, 'h', 'i'}
  };

  private final ServerSocket server;
  private final List<String> cameFrom = new CopyOnWriteArrayList<>();

  private WelcomingServer(ServerSocket server) {
    this.server = server;
  }

  static WelcomingServer open() throws IOException {
    WelcomingServer opened =
        new WelcomingServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(opened::serve, "welcoming-server");
    thread.setDaemon(true);
    thread.start();
    return opened;
  }

  String url() {
    return "ws://127.0.0.1:" + server.getLocalPort() + "/ws";
  }

  /** The addresses of all who connected, in order. */
  List<String> cameFrom() {
    return cameFrom;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        cameFrom.add(socket.getInetAddress().getHostAddress());
        socket.getOutputStream().write(answer(header(socket.getInputStream())));
        socket.getOutputStream().write(WELCOMES[Math.min(cameFrom.size(), WELCOMES.length) - 1]);
        socket.getInputStream().read();
      } catch (IOException e) {
        // This client or the server is gone; the next one may come.
      }
    }
  }

  static String header(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client went away during its handshake");
      }
      request.append((char) next);
    }
    return request.toString();
  }

  static byte[] answer(String request) throws IOException {
    Matcher key = KEY.matcher(request);
    if (!key.find()) {
      throw new IOException("not a WebSocket handshake");
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key.group(1) + HANDSHAKE_KEY).getBytes(StandardCharsets.US_ASCII));
      return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(digest)
              + "\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
